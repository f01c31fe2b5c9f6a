package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);
    private static final int DAY = CONFIG.bucketsPerDay();

    private final DemandForecaster forecaster = new DemandForecaster(CONFIG, Kernels.preferred());
    private final SplittableRandom random = new SplittableRandom(3);
    private final BitSet observed = new BitSet();
    private long bucket;

    /** Runs some buckets and returns how many of them ended in drift. */
    private int run(final int buckets, final double factor) {
        observed.set(0);
        int drifting = 0;
        for (int index = 0; index < buckets; index++) {
            forecaster.add(0, Demand.poisson(random, factor * Demand.seasonalRate(CONFIG, bucket, 100)), 0, 0, 0);
            drifting += forecaster.close(bucket++, observed).isDrifting(0) ? 1 : 0;
        }
        return drifting;
    }

    @Test
    void shouldBeSilentWhileDemandDoesAsUsual() {
        run(2 * DAY, 1);
        assertTrue(run(3 * DAY, 1) < 3 * DAY / 100); // up to the first weekend, which is news
    }

    @Test
    void shouldTellAJumpWithinHalfAnHourAndGetOverIt() {
        run(5 * DAY, 1);
        assertFalse(forecaster.table().isDrifting(0));
        assertTrue(run(6, 4) > 0, "told");
        run(DAY / 2, 4);
        assertFalse(forecaster.table().isDrifting(0), "got over it");
    }

    @Test
    void shouldTellItBesideReadinessAndLeaveTheShare() {
        run(10 * DAY, 1);
        final Readiness calm = forecaster.table().curve(0).readiness();
        for (int tries = 0; tries < DAY && run(1, 5) == 0; tries++) {
            assertEquals(calm.missing(), forecaster.table().curve(0).readiness().missing());
        }
        final Readiness drifting = forecaster.table().curve(0).readiness();
        assertEquals(calm.share(), drifting.share());
        assertTrue(
                drifting.missing().getLast().contains("strayed"),
                drifting.missing().toString());
    }

    /** Steady within 1 %, then on and off at random, at a hundredth: what was steady must not keep intervals narrow. */
    @Test
    void shouldWidenWhereLittleOfASteadyDemandIsLeft() {
        observed.set(0);
        int inside = 0;
        ForecastTable table = forecaster.table();
        for (int index = 0; index < 7 * DAY; index++) {
            final boolean isSteady = index < 5 * DAY;
            final int requests = isSteady ? 3_300 + random.nextInt(-30, 31) : 34 * random.nextInt(2);
            if (index >= 6 * DAY) {
                final boolean isBelow = requests + .5 < table.quantile(0, 1, 0);
                final boolean isAbove = requests - .5 > table.quantile(0, 1, 6);
                inside += isBelow || isAbove ? 0 : 1;
            }
            forecaster.add(0, requests, 0, 0, 0);
            table = forecaster.close(bucket++, observed);
        }
        assertTrue(inside > .7 * DAY, "inside 90 %: " + inside + " of " + DAY);
    }
}
