package io.forerun.backtest;

import io.forerun.plan.RequestCost;

/**
 * The horizontal pod autoscaler of Kubernetes, by its documented algorithm with default behaviour: sync every 15 s, tolerance
 * .1, scale-up by the larger of double and four more, scale-down to the highest recommendation of 300 s. Nodes on their way
 * count as idle when it scales up, and are left out when it scales down. It sees utilisation one sensing delay late.
 *
 * <p>Its metric is demand over capacity and may pass 100 %, as that of a request rate does; one that saturates would scale
 * up more slowly. The kinder reading of a rival is taken here.
 *
 * @param target utilisation of a node that it steers to, 0 to 1
 * @param minNodes nodes at least
 * @param maxNodes nodes at most
 * @param sensingDelayMs age of the metric
 */
public record HpaPolicy(double target, int minNodes, int maxNodes, int sensingDelayMs) implements Policy {
    /** Scrape and metrics pipeline: a metric is 10 to 70 s old. */
    public static final int SENSING_DELAY_MS = 60_000;

    private static final int SYNC_MS = 15_000;
    private static final int WINDOW_SYNCS = 300_000 / SYNC_MS;
    private static final double TOLERANCE = 0.1;

    public HpaPolicy {
        if (!(target > 0 && target <= 1) || minNodes < 0 || maxNodes < minNodes || sensingDelayMs < 0) {
            throw new IllegalArgumentException("hpa: target=" + target + ", minNodes=" + minNodes + ", maxNodes="
                    + maxNodes + ", sensingDelayMs=" + sensingDelayMs
                    + ", allowed=0 exclusive to 1, 0 to maxNodes, minNodes and up, 0 and up");
        }
    }

    @Override
    public String name() {
        return "hpa";
    }

    @Override
    public DesiredNodes desired(final Load load, final Provisioning provisioning) {
        final long syncs = ((long) load.buckets() * load.bucketMs() + SYNC_MS - 1) / SYNC_MS;
        final int[] nodes = new int[(int) syncs];
        final int[] recommended = new int[WINDOW_SYNCS];
        final NodePool pool = new NodePool(provisioning.leadSteps(SYNC_MS), provisioning.initialNodes());
        java.util.Arrays.fill(recommended, provisioning.initialNodes());
        for (int sync = 0; sync < syncs; sync++) {
            pool.advance(sync);
            recommended[sync % WINDOW_SYNCS] = recommendation(usage(load, sync), pool);
            int highest = 0;
            for (final int past : recommended) {
                highest = Math.max(highest, past);
            }
            final int present = pool.total();
            final int upLimit = Math.max(2 * present, present + 4);
            nodes[sync] = Math.clamp(Math.min(highest, upLimit), minNodes, maxNodes);
            pool.want(sync, nodes[sync]);
        }
        return new DesiredNodes(nodes, SYNC_MS);
    }

    /** Busy nodes as the metric shows them, NaN where it shows nothing. */
    private double usage(final Load load, final int sync) {
        final long seenMs = (long) sync * SYNC_MS - sensingDelayMs;
        return seenMs < 0 ? Double.NaN : load.requiredNodes()[(int) (seenMs / load.bucketMs())] * load.utilisation();
    }

    private int recommendation(final double usage, final NodePool pool) {
        final int ready = pool.serving();
        final int all = pool.total();
        if (Double.isNaN(usage) || ready == 0 && all > 0) {
            return all;
        }
        if (all == 0) {
            return RequestCost.whole(usage / target);
        }
        final double ratio = usage / (ready * target);
        if (ratio <= 1 || ready == all) {
            return near(ratio) ? all : RequestCost.whole(ready * ratio);
        }
        final double withIdle = usage / (all * target);
        return near(withIdle) || withIdle < 1 ? all : RequestCost.whole(all * withIdle);
    }

    private static boolean near(final double ratio) {
        return Math.abs(ratio - 1) <= TOLERANCE;
    }
}
