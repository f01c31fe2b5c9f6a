package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThetaTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);
    private static final double LEVEL_HALF_LIFE = 3;
    private static final double SLOPE_HALF_LIFE = 12;

    private final Theta theta = new Theta(LEVEL_HALF_LIFE, SLOPE_HALF_LIFE);
    private final History history = new History(CONFIG, Kernels.preferred(), new Calendar(CONFIG, ZoneOffsets.UTC));
    private final float[] values = new float[CONFIG.steps()];

    private void forecastAfter(final float... demand) {
        for (final float requests : demand) {
            theta.observe(history, requests);
        }
        theta.forecast(history, values, 0, values.length);
    }

    @Test
    void shouldSayNothingBeforeTheFirstBucketAndTheLastValueAfterIt() {
        forecastAfter();
        assertTrue(Float.isNaN(values[0]));
        forecastAfter(50);
        assertEquals(50, values[5]);
    }

    /** Smoothing, and a line fitted to all buckets at once with weights that halve. */
    @Test
    void shouldAddHalfTheSlopeOfTheLineToSmoothing() {
        final SplittableRandom random = new SplittableRandom(5);
        final float[] demand = new float[200];
        for (int bucket = 0; bucket < demand.length; bucket++) {
            demand[bucket] = 300 + 2 * bucket + random.nextInt(100);
        }
        forecastAfter(demand);
        final double share = 1 - StrictMath.pow(2, -1 / LEVEL_HALF_LIFE);
        double level = demand[0];
        for (int bucket = 1; bucket < demand.length; bucket++) {
            level += share * (demand[bucket] - level);
        }
        final double slope = slope(demand);
        assertEquals(2, slope, 1);
        for (int step = 0; step < values.length; step++) {
            assertEquals(level + slope / 2 * (step + 1 / share), values[step], .05);
        }
    }

    private static double slope(final float[] demand) {
        double count = 0;
        double meanTime = 0;
        double meanDemand = 0;
        final double[] weights = new double[demand.length];
        for (int bucket = 0; bucket < demand.length; bucket++) {
            weights[bucket] = StrictMath.pow(2, (bucket - demand.length) / SLOPE_HALF_LIFE);
            count += weights[bucket];
            meanTime += weights[bucket] * bucket;
            meanDemand += weights[bucket] * demand[bucket];
        }
        meanTime /= count;
        meanDemand /= count;
        double covariance = 0;
        double variance = 0;
        for (int bucket = 0; bucket < demand.length; bucket++) {
            covariance += weights[bucket] * (bucket - meanTime) * (demand[bucket] - meanDemand);
            variance += weights[bucket] * (bucket - meanTime) * (bucket - meanTime);
        }
        return covariance / variance;
    }

    @Test
    void shouldNeverExpectLessThanNothing() {
        forecastAfter(1_000, 800, 600, 400, 200, 0, 0, 0);
        for (final float value : values) {
            assertTrue(value >= 0);
        }
    }
}
