package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    private static final ForecastConfig CONFIG = ForecastConfig.DEFAULT;
    private static final int DAY = CONFIG.bucketsPerDay();
    private static final int LAST = CONFIG.steps();

    private final SplittableRandom random = new SplittableRandom(8);
    private final Outlook outlook = new Outlook(1, CONFIG.steps());
    private final Correction correction = new Correction(outlook.stride, 3 * DAY);

    /** Corrects a mixture that says 100 of all steps, with a scale of 10. */
    private float correct(final float... newest) {
        for (final float requests : newest) {
            correction.observe(requests);
        }
        Arrays.fill(outlook.mixture, 100);
        Arrays.fill(outlook.nowcast, 100);
        Arrays.fill(outlook.mixtureScale, 10);
        correction.correct(outlook);
        return outlook.centre[LAST - 1];
    }

    @Test
    void shouldLeaveAMixtureThatFitsThePresent() {
        assertEquals(100, correct(500));
        assertEquals(100, correct(500), "the present is not known before three buckets");
        assertEquals(100, correct(80, 115, 121));
    }

    @Test
    void shouldTakeALoneBurstForChance() {
        assertEquals(100, correct(100, 5_000, 110));
    }

    @Test
    void shouldFollowTheMoreTheLessChanceExplainsIt() {
        assertEquals(100 + 30 * (1 - 22 * 22 / 900f), correct(130, 130, 130), 1e-3);
        assertEquals(300, correct(300, 300, 300), 3);
        assertEquals(0, correct(0, 0, 0), 6);
    }

    @Test
    void shouldLearnThatBreaksDoNotLast() {
        final float before = correct(300, 300, 300);
        for (int round = 0; round < 20; round++) {
            correct(300, 300, 300);
            correction.learn(outlook, 100);
        }
        assertTrue(before > 290);
        assertTrue(correct(300, 300, 300) < 105);
    }

    @Test
    void shouldBelieveACrowdWithinFiveMinutesAtAllSteps() {
        final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
        final BitSet observed = new BitSet();
        observed.set(0);
        ForecastTable table = forecaster.table();
        for (int bucket = 0; bucket < 4 * DAY + 5; bucket++) {
            final double crowd = bucket < 4 * DAY ? 1 : 3;
            forecaster.add(0, Demand.poisson(random, crowd * Demand.seasonalRate(CONFIG, bucket, 100)), 0, 0, 0);
            table = forecaster.close(bucket, observed);
        }
        final double usual = Demand.seasonalRate(CONFIG, 4 * DAY + 35, 100);
        for (int step = 1; step <= LAST; step++) {
            assertTrue(table.quantile(0, step, ForecastTable.MEDIAN) > 2.3 * usual, "step " + step);
        }
    }
}
