package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentCountsTest {
    private static final double NEVER = 1e12;

    private final float[] quantiles = new float[ForecastTable.QUANTILES];

    @Test
    void shouldHaveTheQuantilesOfSmallCounts() {
        final SplittableRandom random = new SplittableRandom(5);
        final RecentCounts recent = new RecentCounts(NEVER);
        final int[] counts = new int[1_000];
        for (int index = 0; index < counts.length; index++) {
            counts[index] = Demand.poisson(random, 4);
            recent.observe(counts[index], false);
        }
        Arrays.sort(counts);
        recent.quantiles(quantiles);
        for (int level = 0; level < quantiles.length; level++) {
            final int nearest = counts[(int) Math.ceil(ForecastTable.level(level) * counts.length) - 1];
            assertEquals(nearest, quantiles[level], .5, "level " + ForecastTable.level(level));
        }
    }

    @Test
    void shouldTellLargeCountsToAnEighth() {
        for (int count = 1; count > 0; count = count * 3 + 1) {
            final RecentCounts recent = new RecentCounts(NEVER);
            recent.observe(count, false);
            recent.quantiles(quantiles);
            assertTrue(quantiles[0] >= count * .875f - .5f, count + " from " + quantiles[0]);
            assertTrue(quantiles[quantiles.length - 1] <= count * 1.125f + .5f, count + " to " + quantiles[7]);
        }
    }

    @Test
    void shouldCountHalfAfterAHalfLife() {
        final int halfLife = 50;
        final RecentCounts recent = new RecentCounts(halfLife);
        observe(recent, 100 * halfLife, 0, false);
        observe(recent, halfLife, 8, false);
        recent.quantiles(quantiles);
        assertEquals(0, quantiles[2], 1e-3); // half of what counts is 0, and the lower quartile the middle of that
    }

    @Test
    void shouldForgetFasterInDrift() {
        final int halfLife = 50 * Drift.HURRY;
        final RecentCounts recent = new RecentCounts(halfLife);
        observe(recent, 100 * halfLife, 0, false);
        observe(recent, 2 * halfLife / Drift.HURRY, 8, true);
        recent.quantiles(quantiles);
        final double dense = .25 * Drift.HURRY; // A quarter is left of them, and they lie so many times as dense.
        final double zeros = dense / (dense + .75);
        assertEquals(-.5 + .1 / zeros, quantiles[1], 5e-3);
    }

    @Test
    void shouldNotChangeWhenWeightsAreScaledBack() {
        final RecentCounts recent = new RecentCounts(1); // scaled back every 30 outcomes
        for (int bucket = 0; bucket < 200; bucket++) {
            recent.observe(bucket % 2 == 0 ? 0 : 8, false);
            recent.quantiles(quantiles);
            if (bucket > 60) {
                final double newestShare = 2 / 3.0; // 1/2 + 1/8 + ...
                final double zeros = bucket % 2 == 0 ? newestShare : 1 - newestShare;
                assertEquals(-.5 + .25 / zeros, quantiles[2], 1e-5);
            }
        }
    }

    private static void observe(final RecentCounts recent, final int times, final int count, final boolean drifting) {
        for (int time = 0; time < times; time++) {
            recent.observe(count, drifting);
        }
    }
}
