package io.forerun.backtest;

import io.forerun.backtest.rival.HpaRule;

/**
 * {@link HpaRule} on a load: it sees utilisation one sensing delay late.
 *
 * @param target utilisation of a node that it steers to, 0 to 1
 * @param minNodes nodes at least
 * @param maxNodes nodes at most
 * @param sensingDelayMs age of the metric
 */
public record HpaPolicy(double target, int minNodes, int maxNodes, int sensingDelayMs) implements Policy {
    /** Scrape and metrics pipeline: a metric is 10 to 70 s old. */
    public static final int SENSING_DELAY_MS = 60_000;

    private static final int SYNC_MS = HpaRule.SYNC_MS;

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
        final HpaRule rule = new HpaRule(target, provisioning.initialNodes());
        final NodePool pool = new NodePool(provisioning.leadSteps(SYNC_MS), provisioning.initialNodes());
        for (int sync = 0; sync < syncs; sync++) {
            pool.advance(sync);
            final int wanted = rule.wanted(sync, usage(load, sync), pool.serving(), pool.total());
            nodes[sync] = Math.clamp(wanted, minNodes, maxNodes);
            pool.want(sync, nodes[sync]);
        }
        return new DesiredNodes(nodes, SYNC_MS);
    }

    /** Busy nodes as the metric shows them, NaN where it shows nothing. */
    private double usage(final Load load, final int sync) {
        final long seenMs = (long) sync * SYNC_MS - sensingDelayMs;
        return seenMs < 0 ? Double.NaN : load.requiredNodes()[(int) (seenMs / load.bucketMs())] * load.utilisation();
    }
}
