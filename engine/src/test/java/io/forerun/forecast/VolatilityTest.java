package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VolatilityTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);

    private final Volatility volatility = new Volatility(CONFIG, 3 * CONFIG.bucketsPerDay());
    private final SplittableRandom random = new SplittableRandom(5);

    /** Errors come in the unit that the scale had when it was widened. */
    private double run(final int buckets, final double spread) {
        for (int index = 0; index < buckets; index++) {
            volatility.learn((float) (spread * random.nextGaussian() / factor()));
        }
        return factor();
    }

    /** How much wider the scale of a rate becomes whose noise of counting does not matter. */
    private float factor() {
        return widened(1e6f, 1e5f) / 1e5f;
    }

    private float widened(final float centre, final float before) {
        final float[] scale = {before};
        volatility.widen(new float[] {centre}, scale);
        return scale[0];
    }

    @Test
    void shouldLeaveTheScaleWhereErrorsAreAsUsual() {
        for (final double spread : new double[] {.7, 1.5}) {
            double sum = 0;
            run(5_000, spread);
            for (int round = 0; round < 1_000; round++) {
                sum += run(1, spread) / 1_000;
            }
            assertEquals(1, sum, .06, "spread " + spread);
        }
    }

    @Test
    void shouldWidenWhileErrorsAreLargeAndNarrowAfterwards() {
        run(2_000, 1);
        assertTrue(run(6, 4) > 1.5);
        assertTrue(run(60, 1) < 1.15);
    }

    @Test
    void shouldLeaveTheNoiseOfCounting() {
        run(2_000, 1);
        run(6, 4);
        final float counting = (float) Math.sqrt(50 + 1 / 12.0);
        assertEquals(counting, widened(50, counting), 1e-4);
        assertTrue(widened(50, 2 * counting) > 2.5 * counting);
    }
}
