package io.forerun.plan;

import io.forerun.forecast.ForecastTable;

/**
 * What all targets of one plan share while it is weighed.
 *
 * @param nowMs when
 * @param table the newest curves
 * @param cost of a request
 * @param hold why nothing may be taken away, empty where it may
 */
record Round(long nowMs, ForecastTable table, RequestCost cost, String hold) {
    private static final int TOTAL = 0;

    /** Nodes of a target that one request per bucket keeps at the planned utilisation. */
    double nodesPerRequest(final Fleet fleet, final int target) {
        return nodesPerRequest(fleet, target, cost, table);
    }

    static double nodesPerRequest(
            final Fleet fleet, final int target, final RequestCost cost, final ForecastTable table) {
        final int bucketMs = table.config().bucketMs();
        return cost.nodes(1, bucketMs, fleet.nodeType(target), fleet.planning().utilisation());
    }

    /** Probability that demand exceeds what so many nodes serve, within the plan's horizon. */
    double risk(final Fleet fleet, final Plan.ForTarget plan, final int nodes) {
        final double served = nodes / nodesPerRequest(fleet, plan.target());
        return Horizon.covering(table, TOTAL, plan.horizonMs()).risk(served);
    }
}
