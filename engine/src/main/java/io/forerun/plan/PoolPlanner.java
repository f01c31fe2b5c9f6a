package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans one pool that serves all demand, in the fleet's first region, with one node type: the one whose nodes for the
 * planned quantile cost least. It stays with the present type unless another is at least 10 % cheaper, since every change of
 * type replaces all nodes.
 *
 * <p>How much demand that is says the {@link Holding}; as long as it is not known, the newsvendor's quantile of the SLA does. It
 * reads the highest step from now to one lead time and one cadence ahead ("static form" of chance-constrained
 * scaling, as in OptScaler, 2024): what is ordered now must hold until the next order could serve.
 */
public final class PoolPlanner implements Planner {
    /** Another type must cost at most this share of the present one. */
    private static final double WORTH_CHANGING = 0.9;

    private static final int TOTAL = 0;
    private static final int REGION = 0;

    @Override
    public Plan plan(final PlanInput input) {
        final Fleet fleet = input.fleet();
        final int present = present(fleet, input.capacity());
        Option best = null;
        Option stay = null;
        for (int type = 0; type < fleet.nodeTypes().size(); type++) {
            final int target = fleet.targetIndex(type, REGION);
            final Option option = option(input, target);
            if (best == null || option.cheaperThan(best)) {
                best = option;
            }
            if (target == present) {
                stay = option;
            }
        }
        final Option taken = stay != null && !best.worthLeaving(stay) ? stay : best;
        final List<Plan.ForTarget> targets = new ArrayList<>();
        targets.add(taken.plan());
        for (int target = 0; target < fleet.nodeTargets(); target++) {
            final boolean namesType = target % fleet.regions().size() == REGION;
            if (target != taken.plan().target()
                    && (namesType || input.capacity().of(target).total() > 0)) {
                targets.add(drained(fleet, target, taken.plan()));
            }
        }
        return new Plan(input.basedOnMs(), input.capacity().revision(), input.modeRevision(), targets);
    }

    /** A type that could serve the pool: first those that can hold all of it, then the cheapest. */
    private record Option(Plan.ForTarget plan, boolean servable, boolean within, double usdPerHour) {
        boolean cheaperThan(final Option other) {
            return rank() != other.rank() ? rank() < other.rank() : usdPerHour < other.usdPerHour;
        }

        boolean worthLeaving(final Option present) {
            return rank() < present.rank()
                    || usdPerHour < present.usdPerHour && usdPerHour <= WORTH_CHANGING * present.usdPerHour;
        }

        private int rank() {
            return servable ? within ? 0 : 1 : 2;
        }
    }

    private static Option option(final PlanInput input, final int target) {
        final Fleet fleet = input.fleet();
        final ForecastTable table = input.table();
        final NodeType type = fleet.nodeType(target);
        final double utilisation = fleet.planning().utilisation();
        final RequestCost cost = fleet.cost(table.curve(TOTAL));
        final int bucketMs = table.config().bucketMs();
        final long lengthMs = (long) type.leadTimeP90Ms() + fleet.planning().cadenceMs();
        final Horizon horizon = Horizon.covering(table, TOTAL, lengthMs);
        final Holding holding = input.holding();
        final double prior = fleet.poolSla().quantile(fleet.usdPerHour(target));
        final int step = holding.known() ? horizon.highestStep(holding) : horizon.highestStep(prior);
        final double chosen =
                holding.known() ? holding.level(table, TOTAL, step) : table.quantileAt(TOTAL, step, prior);
        final double quantile = holding.known() ? 1 - table.exceedance(TOTAL, step, chosen) : prior;
        final double margin = 1 + fleet.planning().safetyMargin();
        final double each = cost.nodes(1, bucketMs, type, utilisation);
        final boolean servable = Double.isFinite(each);
        final int nodes = servable ? RequestCost.whole(chosen * margin * each) : 0;
        final Plan.ForTarget plan = new Plan.ForTarget(
                target,
                nodes,
                servable ? RequestCost.whole(horizon.highest(0.5) * each) : 0,
                servable ? RequestCost.whole(horizon.highest(0.9) * each) : 0,
                type.leadTimeP90Ms(),
                horizon.lengthMs(),
                quantile,
                horizon.median(step),
                chosen,
                horizon.confidence(step),
                servable ? horizon.risk(cost.requests(nodes, bucketMs, type, utilisation)) : 1);
        // The minimum is paid for even where demand is low, so it takes part in the choice of the type.
        final int paid = Math.max(nodes, fleet.limits().minNodes());
        return new Option(plan, servable, paid <= input.quota(target), paid * fleet.usdPerHour(target));
    }

    /** The target with most cores among those that have nodes, -1 where none has. */
    private static int present(final Fleet fleet, final Capacity capacity) {
        int present = -1;
        double most = 0;
        for (int target = 0; target < fleet.nodeTargets(); target++) {
            final double cores =
                    capacity.of(target).total() * fleet.nodeType(target).cpu();
            if (cores > most) {
                most = cores;
                present = target;
            }
        }
        return present;
    }

    private static Plan.ForTarget drained(final Fleet fleet, final int target, final Plan.ForTarget primary) {
        return new Plan.ForTarget(
                target,
                0,
                0,
                0,
                fleet.nodeType(target).leadTimeP90Ms(),
                primary.horizonMs(),
                primary.quantile(),
                primary.median(),
                primary.chosen(),
                primary.confidence(),
                primary.slaRisk());
    }
}
