package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileBlendTest {
    private final Outlook outlook = new Outlook(1, 2);
    private final QuantileBlend blend = new QuantileBlend(outlook, 100);

    /** Says {@code forecast} at all levels of all steps, blends, and learns an outcome. */
    private float[] run(final long bucket, final float forecast, final float outcome) {
        Arrays.fill(outlook.tracked, forecast);
        blend.learn(outlook, bucket, outcome, false);
        final float[] quantiles = outlook.tracked.clone();
        blend.blend(bucket, quantiles);
        return quantiles;
    }

    @Test
    void shouldTurnToRecentCountsWhereTheForecastIsWorse() {
        float[] quantiles = {};
        for (int bucket = 0; bucket < 200; bucket++) {
            quantiles = run(bucket, 20, bucket % 50 == 25 ? 40 : 0);
        }
        assertTrue(quantiles[ForecastTable.MEDIAN * outlook.stride] < .5, "median " + quantiles[3 * outlook.stride]);
    }

    @Test
    void shouldLeaveAForecastThatIsRight() {
        for (int bucket = 0; bucket < 200; bucket++) {
            final float known = bucket % 2 == 0 ? 0 : 100;
            assertArrayEquals(outlook.tracked, run(bucket, known, known));
        }
    }

    @Test
    void shouldExpectNothingOfRareBurstsThatNothingAnnounces() {
        final ForecastConfig config = new ForecastConfig(300_000, 6, .2, 1);
        final DemandForecaster forecaster = new DemandForecaster(config, Kernels.preferred());
        final SplittableRandom random = new SplittableRandom(8);
        final BitSet observed = new BitSet();
        observed.set(0);
        int wrong = 0;
        for (int bucket = 0; bucket < 20 * config.bucketsPerDay(); bucket++) {
            forecaster.add(0, random.nextInt(200) == 0 ? 1 + random.nextInt(60) : 0, 0, 0, 0);
            final ForecastTable table = forecaster.close(bucket, observed);
            for (int step = 1; bucket > 10 * config.bucketsPerDay() && step <= config.steps(); step++) {
                wrong += table.quantile(0, step, ForecastTable.MEDIAN) > 0 ? 1 : 0;
            }
        }
        assertEquals(0, wrong, 60, "steps with a median above 0, of " + 10 * config.bucketsPerDay() * config.steps());
    }
}
