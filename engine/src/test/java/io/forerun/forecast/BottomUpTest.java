package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.PromisedDemand;
import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Demand that is what was promised the bucket before, each promise times a worth of its own. */
class BottomUpTest {
    private static final ForecastConfig CONFIG = new ForecastConfig(300_000, 6, .2, 1);
    private static final double FRESH_WORTH = 3;
    private static final double OLD_WORTH = .5;
    private static final int FRESH = 0;
    private static final int OLD = 7;

    private final SplittableRandom random = new SplittableRandom(2);
    private final History history = Histories.of(CONFIG);
    private final BottomUp bottomUp = new BottomUp(UserSignal.PROMISED, false, CONFIG, Kernels.preferred());
    private final double[] promised = new double[PromisedDemand.SUMS];
    private final double[] worth = new double[CONFIG.steps()];
    private final float[] values = new float[CONFIG.steps()];
    private long bucket;

    @BeforeEach
    void learn() {
        while (bucket < 2_000) {
            observe();
        }
    }

    private void observe() {
        final float demand = (float) (FRESH_WORTH * promised[FRESH] + OLD_WORTH * promised[OLD]);
        promised[FRESH] = 20 + random.nextInt(50);
        promised[OLD] = 40 + random.nextInt(100);
        history.promise(promised);
        history.append(bucket++, demand);
        bottomUp.observe(history, demand);
    }

    @Test
    void shouldFindWhatEachPromiseIsWorth() {
        bottomUp.forecast(history, values, 0, values.length);
        assertEquals(FRESH_WORTH * promised[FRESH] + OLD_WORTH * promised[OLD], values[0], 2);
    }

    @Test
    void shouldSplitItsForecastAmongThosePromising() {
        bottomUp.forecast(history, values, 0, values.length);
        final double[] sum = new double[CONFIG.steps()];
        final double[] part = new double[PromisedDemand.SUMS];
        for (final int index : new int[] {FRESH, OLD}) {
            part[FRESH] = 0;
            part[index] = promised[index];
            assertTrue(bottomUp.worth(part, worth));
            for (int step = 0; step < sum.length; step++) {
                sum[step] += worth[step];
            }
        }
        for (int step = 0; step < sum.length; step++) {
            assertEquals(values[step], sum[step], 1e-4 * values[step], "step " + step);
        }
    }

    @Test
    void shouldNotPretendToKnowAtFirst() {
        assertFalse(new BottomUp(UserSignal.PROMISED, false, CONFIG, Kernels.preferred()).worth(promised, worth));
    }
}
