package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Policy;
import io.forerun.backtest.simulation.Workload;
import java.util.ArrayDeque;

/**
 * Knows demand, but waits for its nodes like everybody else: the least cost at which nothing that can be served is left
 * unserved. Without lead time, the least there is at all.
 *
 * <p>Exact for one node type that is paid from its order on, where nothing happens by chance: a node is worth having at a
 * step if and only if it is needed between that step and one lead time later. Letting it go earlier and ordering it anew
 * would be paid for at least as long; keeping it longer is paid for nothing.
 */
final class Oracle implements Policy {
    private static final int STEPS = Workload.BUCKET_MS / Moment.STEP_MS;

    private final Workload workload;
    private final Pool pool;
    private final int leadSteps;
    private final ArrayDeque<Long> highest = new ArrayDeque<>(); // steps of falling need, the window's maximum first
    private long entered = -1;

    Oracle(final Workload workload, final int type, final double leadFactor) {
        this.workload = workload;
        pool = Pool.of(workload, type);
        leadSteps = (int)
                Math.ceil(workload.fleet().nodeTypes().get(type).leadTimeMs() * leadFactor / Moment.STEP_MS - 1e-9);
    }

    @Override
    public void decide(final Moment moment) {
        final long step = moment.step();
        final long end = Math.min(step + leadSteps, (long) workload.buckets() * STEPS - 1);
        for (entered = Math.max(entered, step - 1); entered < end; ) {
            entered++;
            while (!highest.isEmpty() && need(highest.peekLast()) <= need(entered)) {
                highest.removeLast();
            }
            highest.addLast(entered);
        }
        while (highest.peekFirst() < step) {
            highest.removeFirst();
        }
        pool.want(moment, need(highest.peekFirst()));
    }

    private int need(final long step) {
        final double requests = workload.requests()[(int) (step / STEPS)];
        return Double.isNaN(requests) ? pool.minNodes() : pool.clamp(requests * pool.nodesPerRequest());
    }
}
