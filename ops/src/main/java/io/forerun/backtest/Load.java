package io.forerun.backtest;

import io.forerun.plan.NodeType;
import io.forerun.plan.RequestCost;

/**
 * Demand to replay, as the nodes that hold it.
 *
 * @param requiredNodes [buckets] nodes, with a fraction, that hold the bucket's demand at the planned utilisation; NaN where
 *     demand was not observed
 * @param bucketMs length of a bucket
 * @param utilisation share of a node that demand takes where requiredNodes serve it
 */
public record Load(double[] requiredNodes, int bucketMs, double utilisation) {
    public Load {
        if (bucketMs < 1 || !(utilisation > 0 && utilisation <= 1)) {
            throw new IllegalArgumentException("load: bucketMs=" + bucketMs + ", utilisation=" + utilisation
                    + ", allowed=1 and up, 0 exclusive to 1");
        }
    }

    /** The load that requests put on nodes of one type. */
    public static Load of(
            final double[] requests,
            final int bucketMs,
            final RequestCost cost,
            final NodeType type,
            final double utilisation) {
        final double[] nodes = new double[requests.length];
        for (int bucket = 0; bucket < nodes.length; bucket++) {
            nodes[bucket] = cost.nodes(requests[bucket], bucketMs, type, utilisation);
        }
        return new Load(nodes, bucketMs, utilisation);
    }

    /** Number of buckets. */
    public int buckets() {
        return requiredNodes.length;
    }

    /** Whole nodes that hold a bucket, 0 where it is missing. */
    int need(final int bucket) {
        final double required = requiredNodes[bucket];
        return Double.isNaN(required) ? 0 : RequestCost.whole(required);
    }

    /** The highest need of all buckets. */
    int peak() {
        int peak = 0;
        for (int bucket = 0; bucket < buckets(); bucket++) {
            peak = Math.max(peak, need(bucket));
        }
        return peak;
    }
}
