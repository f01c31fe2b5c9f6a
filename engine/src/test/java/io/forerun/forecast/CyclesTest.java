package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CyclesTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);
    private static final int DAY = CONFIG.bucketsPerDay();

    private final SplittableRandom random = new SplittableRandom(2);

    /** A job every {@code period} buckets, of three times the usual demand. */
    private double rate(final long bucket, final int period) {
        return Demand.seasonalRate(CONFIG, bucket, 100) * (bucket % period == 2 ? 3 : 1);
    }

    private Cycles run(final int days, final int period) {
        final Cycles cycles = new Cycles(CONFIG, Kernels.preferred(), new Calendar(CONFIG));
        for (long bucket = 0; bucket < (long) days * DAY; bucket++) {
            cycles.append(bucket, Demand.poisson(random, rate(bucket, period)));
        }
        return cycles;
    }

    @Test
    void shouldFindAnyPeriod() {
        for (final int period : new int[] {3, 6, 7, 12, 36, 50, 144}) {
            assertEquals(period, run(5, period).period());
        }
    }

    @Test
    void shouldPutThePeakBackWhereItBelongs() {
        final Cycles cycles = run(5, 12); // ends before a bucket 0 of the twelve
        final double usual = cycles.with(0, 100);
        final double peak = cycles.with(2, 100);
        assertEquals(3, peak / usual, .35);
    }

    @Test
    void shouldFindNothingInNoise() {
        final Cycles cycles = new Cycles(CONFIG, Kernels.preferred(), new Calendar(CONFIG));
        for (long bucket = 0; bucket < 10L * DAY; bucket++) {
            cycles.append(bucket, Demand.poisson(random, 20));
            assertEquals(0, cycles.period(), "bucket " + bucket);
        }
        for (int step = 0; step < CONFIG.steps(); step++) {
            assertEquals(100, cycles.with(step, 100), 5);
        }
    }

    @Test
    void shouldForgetPeaksThatEnded() {
        final Cycles cycles = run(5, 12);
        for (long bucket = 5L * DAY; bucket < 25L * DAY; bucket++) {
            cycles.append(bucket, Demand.poisson(random, rate(bucket, Integer.MAX_VALUE)));
        }
        for (int step = 0; step < CONFIG.steps(); step++) {
            assertEquals(100, cycles.with(step, 100), 10);
        }
    }

    @Test
    void shouldStaySoundWithGaps() {
        final Cycles cycles = new Cycles(CONFIG, Kernels.preferred(), new Calendar(CONFIG));
        for (long bucket = 0; bucket < 5L * DAY; bucket++) {
            cycles.append(bucket, random.nextInt(3) == 0 ? Float.NaN : Demand.poisson(random, rate(bucket, 12)));
            assertTrue(cycles.with(0, 10) >= 0 && cycles.with(0, 10) < 1_000, "bucket " + bucket);
        }
        assertEquals(0, cycles.period() % 12, "12 or a multiple, not " + cycles.period());
        assertTrue(cycles.period() > 0);
    }

    @Test
    void shouldLetTheForecasterExpectTheJob() {
        final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
        final BitSet observed = new BitSet();
        observed.set(0);
        for (long bucket = 0; bucket < 4L * DAY; bucket++) {
            forecaster.add(0, Demand.poisson(random, rate(bucket, 12)), 0, 0, 0);
            final ForecastTable table = forecaster.close(bucket, observed);
            if (bucket > 3L * DAY) {
                for (int step = 1; step <= CONFIG.steps(); step++) {
                    final double ratio = table.quantile(0, step, ForecastTable.MEDIAN) / rate(bucket + step, 12);
                    assertTrue(ratio > .6 && ratio < 1.6, "bucket " + bucket + " step " + step + ": " + ratio);
                }
            }
        }
    }
}
