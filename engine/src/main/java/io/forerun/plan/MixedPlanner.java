package io.forerun.plan;

import io.forerun.forecast.ForecastTable;
import io.forerun.plan.cover.Holding;
import io.forerun.plan.mpc.Effort;
import io.forerun.plan.mpc.Optimiser;
import io.forerun.plan.mpc.Problem;
import io.forerun.plan.mpc.Schedule;
import io.forerun.plan.sizing.Spares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Plans several node types in several regions for services that share them, by receding horizon: the cheapest schedule of nodes that
 * holds what is to be held in each block of time, of which the part is done that cannot wait for the next plan.
 *
 * <p>Effort is counted in steps, so a plan is a function of its input, on any machine; it starts from the nodes that are there, not from
 * the plan before. A clock may end it sooner, for emergencies: such a plan is still one, but making it anew gives another. An
 * unchanged problem is not solved again. One thread at a time.
 */
public final class MixedPlanner implements Planner {
    private static final int TOTAL = 0;
    private static final int MOVES = 300;

    /** Needs are rounded up to the next of so many steps of a doubling, so that noise is no new problem. */
    private static final int STEPS_PER_UNIT = 200;

    private final Supplier<BooleanSupplier> clock;
    private final NewestMix newest = new NewestMix();
    private Question asked;
    private Schedule answer;

    /** All that a schedule depends on. */
    private record Question(
            Fleet fleet,
            DemandShares shares,
            List<Double> levels,
            List<Integer> present,
            List<Integer> most,
            List<Integer> least) {}

    /** Without a clock. */
    public MixedPlanner() {
        this(() -> () -> false);
    }

    /**
     * With one.
     *
     * @param clock asked at the begin of a plan for what says that it has taken too long
     */
    public MixedPlanner(final Supplier<BooleanSupplier> clock) {
        this.clock = clock;
    }

    @Override
    public Plan plan(final PlanInput input) {
        final Fleet fleet = input.fleet();
        final ForecastTable table = input.table();
        final Mix mix = newest.of(fleet, table);
        final PlanBlocks blocks = PlanBlocks.of(table.config());
        final Demand demand = new Demand(input, blocks);
        final int[] present = new int[fleet.nodeTargets()];
        Arrays.setAll(present, target -> input.capacity().of(target).total());
        final double[] levels = new double[blocks.count()];
        Arrays.setAll(
                levels,
                block -> rounded(demand.level(block) * (1 + fleet.planning().safetyMargin())));
        final int[] most = most(input, mix, levels[0]);
        final int[] least = new int[blocks.count()];
        Arrays.setAll(
                least,
                block -> fleet.minNodes(
                        input.basedOnMs() + blocks.beginMs(block), input.basedOnMs() + blocks.endMs(block)));
        final Question question =
                new Question(fleet, mix.shares(), boxed(levels), boxed(present), boxed(most), boxed(least));
        if (!question.equals(asked)) {
            answer = solve(
                    MixProblem.of(fleet, mix, blocks, requests(fleet, mix, levels, table), present, most, least),
                    present);
            asked = question;
        }
        return plan(input, mix, demand, blocks);
    }

    private Schedule solve(final Problem problem, final int[] present) {
        final int[] stay = new int[problem.bounds().least().length];
        Arrays.setAll(stay, index -> present[index / problem.shape().blocks()]);
        final Effort effort = new Effort(Effort.USUAL.iterations(), MOVES, 0, clock.get());
        return Optimiser.solve(problem, effort, Optional.of(stay));
    }

    /** What is to be held, read from the table. */
    private record Demand(PlanInput input, PlanBlocks blocks) {
        double prior() {
            final Fleet fleet = input.fleet();
            return fleet.poolSla().quantile(fleet.usdPerHour(fleet.targetIndex(fleet.referenceType(), 0)));
        }

        double of(final int step) {
            final Holding holding = input.holding();
            return holding.known()
                    ? holding.level(input.table(), TOTAL, step)
                    : input.table().quantileAt(TOTAL, step, prior());
        }

        int highestStep(final int from, final int to) {
            int highest = from;
            for (int step = from + 1; step <= to; step++) {
                highest = of(step) > of(highest) ? step : highest;
            }
            return highest;
        }

        double level(final int block) {
            return of(highestStep(blocks.firstStep(block), blocks.lastStep(block)));
        }
    }

    private static double rounded(final double requests) {
        if (!(requests > 0)) {
            return 0;
        }
        final double unit = Math.scalb(1.0, Math.getExponent(requests)) / STEPS_PER_UNIT;
        return Math.ceil(requests / unit) * unit;
    }

    private static double[][] requests(
            final Fleet fleet, final Mix mix, final double[] levels, final ForecastTable table) {
        final DemandShares shares = mix.shares();
        final Headroom headroom = new Headroom(fleet, table.config().bucketMs());
        final double[][] requests = new double[mix.parts().size()][levels.length];
        for (int block = 0; block < levels.length; block++) {
            final double[] factor = new double[shares.services()];
            for (int service = 0; service < factor.length; service++) {
                factor[service] = headroom.of(
                        service,
                        levels[block] * shares.ofService(service),
                        shares.costs().get(service));
            }
            for (int part = 0; part < requests.length; part++) {
                final Mix.Part each = mix.parts().get(part);
                requests[part][block] = levels[block] * each.share() * factor[each.service()];
            }
        }
        return requests;
    }

    /** Quotas, less where the provider refused of late, and no more spot nodes than may serve. */
    private static int[] most(final PlanInput input, final Mix mix, final double level) {
        final Fleet fleet = input.fleet();
        final long spots = fleet.nodeTypes().stream().filter(NodeType::spot).count();
        final int[] most = new int[fleet.nodeTargets()];
        for (int target = 0; target < most.length; target++) {
            most[target] = input.quota(target);
            if (fleet.nodeType(target).spot()) {
                final double nodes =
                        level * mix.largestShare(target / fleet.regions().size());
                most[target] = (int) Math.min(most[target], fleet.limits().spotShare() * nodes / spots);
            }
        }
        return most;
    }

    private Plan plan(final PlanInput input, final Mix mix, final Demand demand, final PlanBlocks blocks) {
        final Fleet fleet = input.fleet();
        final int lostZones =
                fleet.slas().stream().mapToInt(Sla::lostZones).max().orElseThrow();
        final int[] nodes = new int[fleet.nodeTargets()];
        for (int target = 0; target < nodes.length; target++) {
            final int covering = blocks.covering(fleet, target);
            for (int block = 0; block <= covering; block++) {
                nodes[target] = Math.max(nodes[target], answer.nodes()[target * blocks.count() + block]);
            }
            nodes[target] = Spares.forZones(nodes[target], fleet.region(target).zones(), lostZones);
        }
        final double served = mix.capacity(nodes);
        final List<Plan.ForTarget> targets = new ArrayList<>();
        for (int target = 0; target < nodes.length; target++) {
            final boolean namesType = target % fleet.regions().size() == 0;
            if (namesType || nodes[target] > 0 || input.capacity().of(target).total() > 0) {
                targets.add(forTarget(input, demand, target, nodes[target], served));
            }
        }
        targets.sort(Comparator.comparingDouble(each -> -each.nodes() * fleet.usdPerHour(each.target())));
        return new Plan(input.basedOnMs(), input.capacity().revision(), input.modeRevision(), targets);
    }

    private static Plan.ForTarget forTarget(
            final PlanInput input, final Demand demand, final int target, final int nodes, final double served) {
        final ForecastTable table = input.table();
        final int leadMs = input.fleet().nodeType(target).leadTimeP90Ms();
        final Horizon horizon = Horizon.covering(
                table, TOTAL, leadMs + (long) input.fleet().planning().cadenceMs());
        final int step = demand.highestStep(1, horizon.steps());
        final double chosen = demand.of(step);
        final double each = chosen > 0 ? nodes / chosen : 0;
        return new Plan.ForTarget(
                target,
                nodes,
                Math.min(nodes, RequestCost.whole(horizon.highest(0.5) * each)),
                RequestCost.whole(horizon.highest(0.9) * each),
                leadMs,
                horizon.lengthMs(),
                input.holding().known() ? 1 - table.exceedance(TOTAL, step, chosen) : demand.prior(),
                horizon.median(step),
                chosen,
                horizon.confidence(step),
                horizon.risk(served));
    }

    private static List<Double> boxed(final double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Integer> boxed(final int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
