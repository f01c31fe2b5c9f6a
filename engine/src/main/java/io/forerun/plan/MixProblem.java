package io.forerun.plan;

import io.forerun.plan.mpc.Problem;
import java.util.Arrays;
import java.util.List;

/** Writes a fleet and the demand in each block of time as a {@link Problem}. */
final class MixProblem {
    /** Being served nowhere costs so many times what it costs: what is to be held is held wherever bounds allow. */
    private static final double NOWHERE = 20;

    /** Being served a second farther away costs so much more, as a share: nearest first, all else being equal. */
    private static final double PER_SECOND = 0.02;

    /** Taking a node away costs so many hours of it. */
    private static final double REMOVAL_HOURS = 0.02;

    private static final double HOUR_MS = 3_600_000;
    private static final int ANY = NodeType.MAX_NODES;

    private final Fleet fleet;
    private final Mix mix;
    private final Problem.Shape shape;
    private final double[] hours;
    private final double moving;

    /** Moving users and nodes costs so many times what it costs. */
    private MixProblem(final Fleet fleet, final Mix mix, final double[] hours, final double moving) {
        this.moving = moving;
        this.fleet = fleet;
        this.mix = mix;
        this.hours = hours;
        shape = new Problem.Shape(
                fleet.nodeTypes().size(),
                fleet.regions().size(),
                hours.length,
                mix.parts().size(),
                mix.packing().limits());
    }

    /**
     * A problem of several blocks.
     *
     * @param blocks when
     * @param requests [part][block] per bucket, with all headroom
     * @param present [target] nodes there or on their way
     * @param most [target] nodes at most
     * @param minNodes [block] nodes of all targets at least
     */
    static Problem of(
            final Fleet fleet,
            final Mix mix,
            final PlanBlocks blocks,
            final double[][] requests,
            final int[] present,
            final int[] most,
            final int[] minNodes) {
        final MixProblem made = new MixProblem(fleet, mix, blocks.hours(), 1);
        final int[] first = new int[present.length];
        Arrays.setAll(first, target -> blocks.covering(fleet, target));
        final int[] step = new int[blocks.count()];
        Arrays.fill(step, fleet.limits().maxStep());
        final int[] stay = new int[step.length];
        Arrays.setAll(stay, block -> blocks.staying(block, fleet.limits().minimumLifeMs()));
        final int[] least = new int[present.length * step.length];
        Arrays.setAll(
                least,
                index -> Math.max(
                        0,
                        present[index / step.length]
                                - (int) Math.min(ANY, (long) fleet.limits().maxStep() * (index % step.length + 1))));
        final int[] bound = new int[present.length];
        Arrays.setAll(bound, target -> Math.max(present[target], most[target]));
        return made.problem(
                requests,
                mix.usdPerRequest(),
                new Problem.Bounds(
                        present,
                        least,
                        bound,
                        first,
                        step,
                        stay,
                        minNodes,
                        fleet.limits().maxNodes(),
                        fleet.limits().budgetUsdPerHour()));
    }

    /** One hour of so many requests per bucket, bounded by nothing, and the price of nodes alone. */
    static Problem once(final Fleet fleet, final Mix mix, final double requests, final double usdPerRequest) {
        final MixProblem made = new MixProblem(fleet, mix, new double[] {1}, 0);
        final double[][] byPart = new double[mix.parts().size()][1];
        for (int part = 0; part < byPart.length; part++) {
            byPart[part][0] = requests * mix.parts().get(part).share();
        }
        final int targets = fleet.nodeTargets();
        final int[] most = new int[targets];
        Arrays.fill(most, ANY);
        final double worth = Double.isFinite(usdPerRequest) ? usdPerRequest : fleet.usdPerHour(0);
        return made.problem(
                byPart,
                worth,
                new Problem.Bounds(
                        new int[targets],
                        new int[targets],
                        most,
                        new int[targets],
                        new int[] {ANY},
                        new int[] {0},
                        new int[] {0},
                        ANY,
                        Double.POSITIVE_INFINITY));
    }

    private Problem problem(final double[][] requests, final double usdPerRequest, final Problem.Bounds bounds) {
        return new Problem(shape, nodes(), demand(requests, usdPerRequest), bounds);
    }

    private Problem.Nodes nodes() {
        final double[] capacity = new double[shape.types() * shape.resources()];
        Arrays.setAll(capacity, index -> mix.packing().yield(index / shape.resources(), index % shape.resources()));
        final double[] usd = new double[fleet.nodeTargets()];
        Arrays.setAll(usd, fleet::usdPerHour);
        final double[] add = new double[usd.length];
        Arrays.setAll(
                add, target -> moving * usd[target] * fleet.nodeType(target).leadTimeMs() / HOUR_MS);
        final double[] remove = new double[usd.length];
        Arrays.setAll(remove, target -> moving * usd[target] * REMOVAL_HOURS);
        return new Problem.Nodes(capacity, usd, add, remove, hours);
    }

    private Problem.Demand demand(final double[][] requests, final double usdPerRequest) {
        final List<Mix.Part> parts = mix.parts();
        final double[] need = new double[parts.size() * hours.length * shape.resources()];
        final double[] usd = new double[parts.size() * (shape.regions() + 1) * hours.length];
        for (int index = 0; index < parts.size(); index++) {
            final Mix.Part part = parts.get(index);
            for (int block = 0; block < hours.length; block++) {
                final double asked = requests[index][block];
                final int firstNeed = (index * hours.length + block) * shape.resources();
                for (int limit = 0; limit < shape.resources(); limit++) {
                    need[firstNeed + limit] = asked * mix.packing().price(limit, part.service());
                }
                final double worth = asked * usdPerRequest * hours[block];
                for (int region = 0; region <= shape.regions(); region++) {
                    usd[(index * (shape.regions() + 1) + region) * hours.length + block] = region == shape.regions()
                            ? NOWHERE * worth
                            : part.near().contains(region) ? worth * dearer(part, region) : Double.POSITIVE_INFINITY;
                }
            }
        }
        return new Problem.Demand(need, usd);
    }

    private double dearer(final Mix.Part part, final int region) {
        return fleet.users().isEmpty()
                ? 0
                : moving
                        * PER_SECOND
                        * fleet.users().get(part.place()).latencyMs().get(region)
                        / 1_000;
    }
}
