package io.forerun.plan;

import io.forerun.forecast.ForecastConfig;
import io.forerun.forecast.ForecastTable;
import io.forerun.forecast.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fleets and tables for tests. One request uses 1 ms of CPU, so that 42,000 a minute need one core of a node at 70 %. */
final class Fixture {
    static final int MINUTE_MS = 60_000;
    static final double REQUESTS_PER_NODE = 42_000; // of one core at utilisation .7, a minute

    static final NodeType ONE_CORE = new NodeType("c1", 1, 4, 0, 0.1, 120_000, 180_000, 500);

    private Fixture() {}

    static Fleet fleet(final Limits limits, final Planning planning, final NodeType... types) {
        return new Fleet(
                List.of(types),
                List.of(new Region("eu", 1)),
                List.of(new Sla("web", 99, 250, 0.9)),
                List.of(new Service("web", "web", 1, 0, 0, 0)),
                limits,
                planning,
                List.of(),
                0);
    }

    /** No minimum, and scale-in at once. */
    static Limits wide() {
        return new Limits(0, 1_000, 1_000, 0, 0, 1e9, 3_600);
    }

    static Fleet fleet() {
        return fleet(Limits.DEFAULT, Planning.DEFAULT, ONE_CORE);
    }

    /** A decision maker that has seen that nothing runs. */
    static DecisionMaker maker(final Fleet fleet, final Mode mode) {
        final DecisionMaker maker = new DecisionMaker(fleet, mode, 60_000);
        maker.onCapacity(new Capacity(1, Capacity.none(fleet).targets()));
        return maker;
    }

    /** A table whose quantiles of every step are the given ones, without learned cost. */
    static ForecastTable table(final long atMs, final double... quantiles) {
        final float[] all = new float[30 * ForecastTable.QUANTILES];
        for (int index = 0; index < all.length; index++) {
            all[index] = (float) quantiles[Math.min(quantiles.length - 1, index % ForecastTable.QUANTILES)];
        }
        return table(atMs, all, 0, 0, 0);
    }

    /** A table with all quantiles at one value. */
    static ForecastTable flat(final long atMs, final double requests) {
        return table(atMs, requests);
    }

    static ForecastTable table(
            final long atMs, final float[] quantiles, final double cpuUs, final double kibS, final double gpuUs) {
        final int steps = quantiles.length / ForecastTable.QUANTILES;
        final float[] confidence = new float[steps];
        for (int step = 0; step < steps; step++) {
            confidence[step] = 1 - step / 100f;
        }
        final ForecastTable.Curve curve = new ForecastTable.Curve(
                new float[steps],
                new float[steps],
                confidence,
                quantiles,
                0,
                cpuUs,
                kibS,
                gpuUs,
                new Readiness(1, List.of()));
        return ForecastTable.of(atMs, new ForecastConfig(MINUTE_MS, steps, .2, 8), List.of("total"), List.of(curve));
    }

    /** Increasing quantiles, another level at each step. */
    static float[] randomQuantiles(final SplittableRandom random, final int steps, final double scale) {
        final float[] quantiles = new float[steps * ForecastTable.QUANTILES];
        for (int step = 0; step < steps; step++) {
            double value = random.nextDouble() * scale;
            for (int index = 0; index < ForecastTable.QUANTILES; index++) {
                quantiles[step * ForecastTable.QUANTILES + index] = (float) value;
                value += random.nextDouble() * scale / 8;
            }
        }
        return quantiles;
    }

    static NodeType randomType(final SplittableRandom random, final int number) {
        final int lead = random.nextInt(600_000);
        return new NodeType(
                "t" + number,
                0.5 + random.nextInt(64),
                0.5 + random.nextInt(256),
                random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 0,
                0.01 + random.nextDouble() * 3,
                lead,
                lead + random.nextInt(300_000),
                random.nextInt(1_000));
    }

    static Fleet randomFleet(final SplittableRandom random) {
        final List<NodeType> types = new ArrayList<>();
        types.add(new NodeType("all", 4, 16, 1, random.nextDouble() + .1, 60_000, 90_000, 100));
        for (int number = random.nextInt(6); number > 0; number--) {
            types.add(randomType(random, number));
        }
        final List<Region> regions = new ArrayList<>();
        for (int number = random.nextInt(3); number >= 0; number--) {
            regions.add(new Region("r" + number, 0.5 + random.nextDouble()));
        }
        final List<ScheduleFloor> floors = new ArrayList<>();
        for (int number = random.nextInt(3); number > 0; number--) {
            final int from = random.nextInt(1_440);
            floors.add(new ScheduleFloor(1 + random.nextInt(127), from, from + 1 + random.nextInt(1_440), number));
        }
        return new Fleet(
                types,
                regions,
                List.of(new Sla("gold", 99.9, 100, random.nextDouble() * 50)),
                List.of(new Service(
                        "api",
                        "gold",
                        random.nextDouble() * 100,
                        random.nextDouble() * 512,
                        random.nextInt(3) == 0 ? random.nextDouble() * 20 : 0,
                        random.nextDouble() * 300)),
                new Limits(1, 400, 1 + random.nextInt(50), 300_000, random.nextInt(900_000), 1e6 / 3, 6),
                new Planning(0.3 + random.nextDouble() * .7, random.nextDouble(), 60_000),
                floors,
                random.nextInt(50));
    }
}
