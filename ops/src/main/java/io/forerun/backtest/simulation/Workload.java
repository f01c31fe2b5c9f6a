package io.forerun.backtest.simulation;

import io.forerun.plan.Fleet;
import io.forerun.plan.RequestCost;

/**
 * Demand by the minute and the fleet that shall serve it.
 *
 * @param startMs begin of the first bucket, milliseconds since the epoch
 * @param requests of each bucket, NaN where demand is not known; not copied
 * @param testFrom first bucket that is scored
 * @param testTo end of those, exclusive
 * @param fleet scaled as it asks for
 * @param cost of one request
 */
public record Workload(long startMs, double[] requests, int testFrom, int testTo, Fleet fleet, RequestCost cost) {
    /** Length of a bucket. */
    public static final int BUCKET_MS = 60_000;

    /** What is simulated are nodes alone. */
    public Workload {
        fleet = fleet.withoutReplicas();
    }

    /** Number of buckets. */
    public int buckets() {
        return requests.length;
    }

    /** Begin of a bucket, milliseconds since the epoch. */
    public long timeMs(final int bucket) {
        return startMs + (long) bucket * BUCKET_MS;
    }

    /** Nodes of a type that a bucket's demand keeps at the planned utilisation, with a fraction; NaN where not known. */
    public double required(final int bucket, final int type) {
        return requests[bucket] * nodesPerRequest(type);
    }

    /** Nodes of a type that one request per bucket keeps at the planned utilisation; infinite where the type cannot serve. */
    public double nodesPerRequest(final int type) {
        return cost.nodes(
                1, BUCKET_MS, fleet.nodeTypes().get(type), fleet.planning().utilisation());
    }

    /** The first type that can serve: what need and shortfall are counted in. */
    public int referenceType() {
        int type = 0;
        while (!Double.isFinite(nodesPerRequest(type))) {
            type++; // A fleet has at least one that can.
        }
        return type;
    }

    /** Most nodes of a type that limits, quota and budget allow in the first region. */
    public int mostNodes(final int type) {
        final double affordable = fleet.limits().budgetUsdPerHour() / fleet.usdPerHour(fleet.targetIndex(type, 0));
        final int quota = fleet.nodeTypes().get(type).quota();
        return (int) Math.min(Math.min(fleet.limits().maxNodes(), quota), affordable);
    }

    /** The same with another fleet of equal demand. */
    public Workload with(final Fleet other) {
        return new Workload(startMs, requests, testFrom, testTo, other, cost);
    }

    /** The same with another part that is scored. */
    public Workload scored(final int from, final int to) {
        return new Workload(startMs, requests, from, to, fleet, cost);
    }
}
