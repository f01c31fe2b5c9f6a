package io.forerun.backtest;

import io.forerun.backtest.simulation.Workload;
import io.forerun.plan.Fleet;
import io.forerun.trace.CountUnits;
import io.forerun.trace.Interval;
import java.time.Instant;
import java.util.Arrays;

/** Cuts a trace into training part and test, masks it, counts it in whole units, and scales the fleet: by the training part alone. */
final class Preparation {
    private static final double TEST_SHARE = 0.2;
    private static final double PEAK_LEVEL = 0.99;

    private Preparation() {}

    static Workload of(final DemandReading reading, final Fleet fleet, final BacktestConfig config) {
        final int to = config.testToMs() == BacktestConfig.UNSET
                ? reading.spanTo()
                : (int) Math.min(minute(reading, config.testToMs()), reading.requests().length);
        final long from = config.testFromMs() == BacktestConfig.UNSET
                ? Math.min(to - 1, to - (int) (to * TEST_SHARE))
                : Math.max(0, minute(reading, config.testFromMs() + Workload.BUCKET_MS - 1));
        if (from >= to || from < 1) {
            throw nothingToTest(reading, config);
        }
        final double[] requests = Arrays.copyOf(reading.requests(), to);
        for (final Interval mask : config.masks()) {
            final long first = minute(reading, mask.fromMs());
            final long end = minute(reading, mask.toMs() + Workload.BUCKET_MS - 1);
            Arrays.fill(requests, Math.clamp(first, 0, to), Math.clamp(end, 0, to), Double.NaN);
        }
        final double units = CountUnits.perValue(Arrays.copyOf(requests, (int) from));
        for (int minute = 0; minute < to; minute++) {
            requests[minute] = Math.rint(requests[minute] * units);
        }
        final double peak = peak(requests, (int) from);
        if (Double.isNaN(peak)) {
            throw nothingToTest(reading, config);
        }
        final Fleet scaled = fleet.peakNodes() > 0 ? fleet.scaledTo(peak) : fleet.countedIn(units);
        final boolean carried = fleet.peakNodes() == 0 && reading.cost() != null;
        return new Workload(
                reading.startMs(), requests, (int) from, to, scaled, carried ? reading.cost() : scaled.defaultCost());
    }

    /** The 99th percentile of the training part; NaN where it has no demand that is known. */
    private static double peak(final double[] requests, final int to) {
        final double[] known = Arrays.stream(requests, 0, to)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return known.length == 0 ? Double.NaN : known[(int) ((known.length - 1) * PEAK_LEVEL)];
    }

    private static long minute(final DemandReading reading, final long timeMs) {
        return Math.floorDiv(timeMs - reading.startMs(), Workload.BUCKET_MS);
    }

    private static IllegalArgumentException nothingToTest(final DemandReading reading, final BacktestConfig config) {
        final long endMs = reading.timeMs(reading.requests().length);
        final boolean isTo = config.testToMs() != BacktestConfig.UNSET && config.testFromMs() < endMs;
        return new IllegalArgumentException(
                (isTo ? value("--test-to", config.testToMs()) : value("--test-from", config.testFromMs()))
                        + " leaves nothing to test or nothing to train on, allowed="
                        + Instant.ofEpochMilli(reading.startMs()) + " to " + Instant.ofEpochMilli(endMs) + ", where "
                        + reading.name() + " has data");
    }

    private static String value(final String option, final long timeMs) {
        return option + ": value=" + (timeMs == BacktestConfig.UNSET ? "none" : Instant.ofEpochMilli(timeMs));
    }
}
