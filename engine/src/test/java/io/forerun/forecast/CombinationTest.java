package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);

    private final List<Experts.Named> experts = List.of(
            new Experts.Named("near", 1, new LevelExperts.Window(1)),
            new Experts.Named("far", 1, new LevelExperts.Window(1)),
            new Experts.Named("wrong", 1, new LevelExperts.Window(1)));
    private final Outlook outlook = new Outlook(experts.size(), CONFIG.steps());
    private final Combination combination = new Combination(Kernels.scalar(), experts, outlook.stride, .999f);

    private void learn(final float actual, final float... said) {
        for (int index = 0; index < said.length; index++) {
            Arrays.fill(outlook.values, index * outlook.stride, (index + 1) * outlook.stride, said[index]);
        }
        Arrays.fill(outlook.scale, 10);
        combination.combine(outlook);
        Kernels.scalar().standardisedError(outlook.mixture, actual, outlook.scale, 2, outlook.error);
        combination.learn(outlook, actual, false);
    }

    @Test
    void shouldPreferWhoIsNearTheOutcome() {
        for (int round = 0; round < 100; round++) {
            learn(100, 101, 120, 60);
        }
        assertTrue(outlook.mixture[0] > 99 && outlook.mixture[0] < 102, "mixture: " + outlook.mixture[0]);
    }

    @Test
    void shouldNotCreditFarMoreWhoOvershootsByFar() {
        for (int round = 0; round < 1_000; round++) {
            learn(100, 100, 130, 130);
        }
        learn(200, 100, 100_000, 500);
        final float[] weights = combination.weights(outlook.stride);
        final float far = weights[outlook.stride];
        assertTrue(far > 0);
        assertEquals(far, weights[2 * outlook.stride], 1e-3f * far);
    }
}
