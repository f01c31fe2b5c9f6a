package io.forerun.provision;

import io.forerun.plan.Capacity;
import io.forerun.plan.Capacity.Nodes;
import io.forerun.plan.Decision;
import io.forerun.plan.Fleet;
import io.forerun.plan.Mode;
import io.forerun.plan.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Nodes that exist only in the engine's time: an order is there after the mean lead time of its type, a removal at once,
 * ordered nodes first. The same decisions at the same times give the same nodes.
 */
public final class SimulatedProvisioner implements Provisioner {
    private final Fleet fleet;
    private final Pool[] pools;
    private long revision = 1; // 0 is what the engine takes for not seen yet.
    private List<Nodes> last;

    /** Nothing runs at first. */
    public SimulatedProvisioner(final Fleet fleet) {
        this.fleet = fleet;
        this.pools = new Pool[fleet.targetCount()];
        for (int target = 0; target < pools.length; target++) {
            pools[target] = new Pool();
        }
        last = nodes();
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Capacity observe(final long nowMs) {
        for (final Pool pool : pools) {
            pool.deliver(nowMs);
        }
        final List<Nodes> now = nodes();
        if (!now.equals(last)) {
            last = now;
            revision++;
        }
        return new Capacity(revision, now);
    }

    @Override
    public Outcome apply(final Decision decision, final long nowMs) {
        final int target = fleet.targetIndex(decision.target());
        if (target < 0) {
            return new Outcome(Outcome.State.REFUSED, "no such target in the fleet");
        }
        final Pool pool = pools[target];
        pool.deliver(nowMs);
        final int missing = decision.to() - pool.total();
        if (missing > 0) {
            final int leadTimeMs = fleet.nodeType(target).leadTimeMs();
            pool.order(missing, nowMs + leadTimeMs);
            return new Outcome(Outcome.State.RUNNING, missing + " ordered, there in " + leadTimeMs / 1_000 + " s");
        }
        if (missing < 0 && decision.mode() != Mode.FLOOR_ONLY) {
            pool.remove(-missing);
            return new Outcome(Outcome.State.RUNNING, -missing + " removed");
        }
        return new Outcome(Outcome.State.RUNNING, "already so");
    }

    private List<Nodes> nodes() {
        final List<Nodes> nodes = new ArrayList<>(pools.length);
        for (final Pool pool : pools) {
            nodes.add(new Nodes(pool.running, pool.total() - pool.running));
        }
        return nodes;
    }

    @Override
    public void close() {}

    private record Order(long readyMs, int nodes) {}

    /** Nodes of one target. */
    private static final class Pool {
        private final Deque<Order> orders = new ArrayDeque<>();
        private int running;
        private int ordered;

        int total() {
            return running + ordered;
        }

        void order(final int nodes, final long readyMs) {
            orders.addLast(new Order(readyMs, nodes));
            ordered += nodes;
        }

        void deliver(final long nowMs) {
            while (!orders.isEmpty() && orders.peekFirst().readyMs() <= nowMs) {
                final int nodes = orders.removeFirst().nodes();
                ordered -= nodes;
                running += nodes;
            }
        }

        void remove(final int nodes) {
            int left = nodes;
            while (left > 0 && !orders.isEmpty()) {
                final Order newest = orders.removeLast();
                final int cancelled = Math.min(left, newest.nodes());
                ordered -= cancelled;
                left -= cancelled;
                if (newest.nodes() > cancelled) {
                    orders.addLast(new Order(newest.readyMs(), newest.nodes() - cancelled));
                }
            }
            running -= Math.min(left, running);
        }
    }
}
