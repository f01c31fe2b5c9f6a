package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);
    private static final int DAY = CONFIG.bucketsPerDay();

    private final SplittableRandom random = new SplittableRandom(2);
    private final History history = Histories.of(CONFIG);
    private final Ridge ridge = new Ridge(false, CONFIG, Kernels.preferred());
    private final float[] values = new float[CONFIG.steps()];
    private long bucket;

    private void observe(final float requests) {
        history.append(bucket++, requests);
        ridge.observe(history, requests);
        ridge.forecast(history, values, 0, values.length);
    }

    @Test
    void shouldNotExtrapolateToWhatItNeverSaw() {
        for (int index = 0; index < 10 * DAY; index++) {
            observe(33_000 + 2_000 * (random.nextInt(8) / 7) + random.nextInt(120));
        }
        for (int index = 0; index < 30; index++) {
            observe(300 + random.nextInt(40));
            assertTrue(values[CONFIG.steps() - 1] < 5_000, index + " after the fall: " + values[CONFIG.steps() - 1]);
        }
    }
}
