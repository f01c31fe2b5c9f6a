package io.forerun.backtest.policy;

import io.forerun.backtest.simulation.Moment;
import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.RequestCost;

/**
 * One node type in the fleet's first region: all that the ways compared with know.
 *
 * @param target index in the fleet
 * @param utilisation share of a node that demand takes at the planned capacity
 * @param nodesPerRequest nodes that one request per bucket keeps at that utilisation
 * @param minNodes nodes at least
 * @param maxNodes nodes at most
 */
public record Pool(int target, double utilisation, double nodesPerRequest, int minNodes, int maxNodes) {
    /** The pool of a type. */
    public static Pool of(final Workload workload, final int type) {
        final int most = workload.mostNodes(type);
        return new Pool(
                workload.fleet().targetIndex(type, 0),
                workload.fleet().planning().utilisation(),
                workload.nodesPerRequest(type),
                Math.min(workload.fleet().limits().minNodes(), most),
                most);
    }

    /** Nodes that a bucket's demand keeps at the planned utilisation; NaN where it is not known. */
    public double required(final Moment moment, final int bucket) {
        return moment.requests(bucket) * nodesPerRequest;
    }

    /** Nodes that so much demand keeps busy entirely. */
    public double busy(final double required) {
        return required * utilisation;
    }

    /** Running and ordered. */
    public int total(final Moment moment) {
        return moment.running(target) + moment.ordered(target);
    }

    /** Whole nodes that hold a need, within the limits. */
    public int clamp(final double nodes) {
        return Math.clamp(RequestCost.whole(nodes), minNodes, maxNodes);
    }

    /** Wants so many, within the limits. */
    public void want(final Moment moment, final int nodes) {
        moment.want(target, Math.clamp(nodes, minNodes, maxNodes));
    }
}
