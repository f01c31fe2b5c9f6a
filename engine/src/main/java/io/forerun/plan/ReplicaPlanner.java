package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans replicas of services from the predicted mix: of what is held for all demand, each service's share of it then, at the cost of its
 * requests. As the pool is planned, so is each service: the highest step within its lead time and a cadence decides, with margin and
 * headroom for its own SLA. A pure function.
 */
final class ReplicaPlanner {
    private static final int TOTAL = 0;
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.9;

    private final Fleet fleet;
    private final ForecastTable table;
    private final Holding holding;
    private final ServiceMix mix;
    private final List<RequestCost> costs;
    private final Headroom headroom;

    private ReplicaPlanner(final PlanInput input, final ServiceMix mix) {
        this.mix = mix;
        fleet = input.fleet();
        table = input.table();
        holding = input.holding();
        costs = DemandShares.of(fleet, table).costs();
        headroom = new Headroom(fleet, table.config().bucketMs());
    }

    /** One plan for each service with replicas; none where nothing is known of users yet. */
    static List<Plan.ForTarget> plan(final PlanInput input) {
        final List<Plan.ForTarget> plans = new ArrayList<>();
        if (input.mix().isPresent()) {
            final ReplicaPlanner planner = new ReplicaPlanner(input, input.mix().orElseThrow());
            for (int target = input.fleet().nodeTargets();
                    target < input.fleet().targetCount();
                    target++) {
                plans.add(planner.plan(target));
            }
        }
        return plans;
    }

    private Plan.ForTarget plan(final int target) {
        final int service = fleet.serviceOf(target);
        final NodeType replica = fleet.nodeType(target);
        final double prior = prior(service);
        final Horizon horizon = Horizon.covering(
                table, TOTAL, (long) replica.leadTimeP90Ms() + fleet.planning().cadenceMs());
        final OwnSeries own = OwnSeries.of(table, fleet.services().get(service).name());
        int highest = 1;
        for (int step = 2; step <= horizon.steps(); step++) {
            highest = held(service, own, step, prior) > held(service, own, highest, prior) ? step : highest;
        }
        final double chosen = held(service, own, highest, prior);
        final int nodes = replicas(target, chosen * (1 + fleet.planning().safetyMargin()));
        final double share = mix.perForecast(service, highest);
        return new Plan.ForTarget(
                target,
                nodes,
                replicas(target, share * table.quantileAt(TOTAL, highest, MEDIAN)),
                replicas(target, share * table.quantileAt(TOTAL, highest, HIGH)),
                replica.leadTimeP90Ms(),
                horizon.lengthMs(),
                holding.known() && share > 0 ? 1 - table.exceedance(TOTAL, highest, chosen / share) : prior,
                share * table.quantileAt(TOTAL, highest, MEDIAN),
                chosen,
                horizon.confidence(highest),
                share > 0 ? horizon.risk(nodes / each(target) / share) : 0);
    }

    /** Price and penalty of a replica are the same part of those of the node that carries it. */
    private double prior(final int service) {
        final Service served = fleet.services().get(service);
        final double usdPerHour =
                served.replicas().orElseThrow().carrier(fleet.nodeTypes()).usdPerHour();
        return fleet.sla(served).quantile(usdPerHour);
    }

    /** The service's share of what is held for all, or more where its own demand is less sure than that of all. */
    private double held(final int service, final OwnSeries own, final int step, final double prior) {
        final double share = mix.perForecast(service, step);
        final double ofAll = holding.known() ? holding.level(table, TOTAL, step) : table.quantileAt(TOTAL, step, prior);
        final double median = table.quantileAt(TOTAL, step, MEDIAN);
        return share * Math.max(ofAll, median * own.spread(step, holding, prior));
    }

    /** Replicas that requests of a bucket take, with headroom. */
    private int replicas(final int target, final double requests) {
        final int service = fleet.serviceOf(target);
        return RequestCost.whole(requests * each(target) * headroom.of(service, requests, costs.get(service)));
    }

    /** Replicas that one request per bucket keeps at the planned utilisation. */
    private double each(final int target) {
        final RequestCost cost = costs.get(fleet.serviceOf(target));
        return cost.nodes(
                1,
                table.config().bucketMs(),
                fleet.nodeType(target),
                fleet.planning().utilisation());
    }
}
