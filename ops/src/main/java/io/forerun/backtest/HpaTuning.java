package io.forerun.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the setting of {@link HpaPolicy} that does best on a history, so that the rival is not a straw man. */
public final class HpaTuning {
    private static final int LOWEST_TARGET_PCT = 50;
    private static final int HIGHEST_TARGET_PCT = 90;
    private static final int TARGET_STEP_PCT = 5;
    private static final double[] MINIMUM_SHARES = {0, 0.05, 0.1, 0.25, 0.5, 0.75};

    private HpaTuning() {}

    /** A setting and what it leads to. */
    public record Point(HpaPolicy policy, CapacitySimulation.Result result) {}

    /** All settings tried: targets of 50 to 90 % and minimums from the given one up to three quarters of the peak. */
    public static List<Point> sweep(
            final Load history, final Provisioning provisioning, final int minNodes, final int maxNodes) {
        final CapacitySimulation simulation = new CapacitySimulation(history, provisioning, 0);
        final int[] minimums = Arrays.stream(MINIMUM_SHARES)
                .mapToInt(share -> Math.min(maxNodes, Math.max(minNodes, (int) (share * history.peak()))))
                .distinct()
                .toArray();
        final List<Point> points = new ArrayList<>();
        for (int pct = LOWEST_TARGET_PCT; pct <= HIGHEST_TARGET_PCT; pct += TARGET_STEP_PCT) {
            for (final int minimum : minimums) {
                final HpaPolicy policy = new HpaPolicy(pct / 100.0, minimum, maxNodes, HpaPolicy.SENSING_DELAY_MS);
                points.add(new Point(policy, simulation.run(policy)));
            }
        }
        return points;
    }

    /** The settings that no other one beats in both cost and shortfall, from cheap to dear; one of equals. */
    public static List<Point> front(final List<Point> points) {
        final List<Point> front = new ArrayList<>();
        for (final Point point : points) {
            final boolean beaten = points.stream().anyMatch(other -> beats(other.result(), point.result()));
            if (!beaten && front.stream().noneMatch(other -> other.result().equals(point.result()))) {
                front.add(point);
            }
        }
        front.sort((one, other) ->
                Double.compare(one.result().costUsd(), other.result().costUsd()));
        return front;
    }

    /** The cheapest setting that leaves at most that share unserved; the one that leaves least where none does. */
    public static Point best(final List<Point> points, final double maxUnservedShare) {
        Point best = points.getFirst();
        for (final Point point : points) {
            final CapacitySimulation.Result now = best.result();
            final CapacitySimulation.Result next = point.result();
            final boolean nowGood = now.unservedShare() <= maxUnservedShare;
            final boolean nextGood = next.unservedShare() <= maxUnservedShare;
            final boolean better = nextGood
                    ? !nowGood || next.costUsd() < now.costUsd()
                    : !nowGood && next.unservedShare() < now.unservedShare();
            best = better ? point : best;
        }
        return best;
    }

    private static boolean beats(final CapacitySimulation.Result one, final CapacitySimulation.Result other) {
        final boolean noWorse = one.costUsd() <= other.costUsd() && one.unservedShare() <= other.unservedShare();
        return noWorse && (one.costUsd() < other.costUsd() || one.unservedShare() < other.unservedShare());
    }
}
