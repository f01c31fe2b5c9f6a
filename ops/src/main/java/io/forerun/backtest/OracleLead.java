package io.forerun.backtest;

import java.util.ArrayDeque;

/**
 * Knows demand, but waits for its nodes like everybody else: the least cost at which nothing that can be served is left
 * unserved. Regret is measured against it.
 *
 * <p>Exact for one node type that is paid from its order on: a node is worth having at a step if and only if it is needed
 * between that step and one lead time later. Letting it go earlier and ordering it anew would be paid for at least as long;
 * keeping it longer is paid for nothing. What is needed before the first order can arrive counts only as far as the nodes
 * at the start reach.
 */
public record OracleLead() implements Policy {
    private static final int STEP_MS = 15_000;

    @Override
    public String name() {
        return "oracle-lead";
    }

    @Override
    public DesiredNodes desired(final Load load, final Provisioning provisioning) {
        final int stepMs = load.bucketMs() % STEP_MS == 0 ? STEP_MS : load.bucketMs();
        final int perBucket = load.bucketMs() / stepMs;
        final int lead = provisioning.leadSteps(stepMs);
        final int[] nodes = new int[load.buckets() * perBucket];
        final ArrayDeque<Integer> highest = new ArrayDeque<>(); // steps of falling need, the window's maximum first
        int entered = 0;
        for (int step = 0; step < nodes.length; step++) {
            for (; entered <= step + lead && entered < nodes.length; entered++) {
                final int need = reachable(load, entered, perBucket, lead, provisioning);
                while (!highest.isEmpty()
                        && reachable(load, highest.peekLast(), perBucket, lead, provisioning) <= need) {
                    highest.removeLast();
                }
                highest.addLast(entered);
            }
            while (highest.peekFirst() < step) {
                highest.removeFirst();
            }
            nodes[step] = reachable(load, highest.peekFirst(), perBucket, lead, provisioning);
        }
        return new DesiredNodes(nodes, stepMs);
    }

    private static int reachable(
            final Load load, final int step, final int perBucket, final int lead, final Provisioning provisioning) {
        final int need = load.need(step / perBucket);
        return step < lead ? Math.min(need, provisioning.initialNodes()) : need;
    }
}
