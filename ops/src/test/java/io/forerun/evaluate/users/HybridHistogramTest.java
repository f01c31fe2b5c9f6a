package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HybridHistogramTest {
    private static final double[] WHOLE_RANGE = {0, 14_400};

    private final HybridHistogram histogram = new HybridHistogram();

    private double[] window(final int row) {
        final double[] window = new double[2];
        histogram.window(row, window);
        return window;
    }

    @Test
    void shouldKeepUsersWarmOfWhomLittleIsKnown() {
        assertArrayEquals(WHOLE_RANGE, window(0));
        assertArrayEquals(WHOLE_RANGE, window(5_000));
        for (int minute = 0; minute < 240; minute++) {
            histogram.add(7, minute * 60 + 30);
        }
        assertArrayEquals(WHOLE_RANGE, window(7), "idle times of all lengths");
    }

    @Test
    void shouldKeepFromTheFirstIdleTimesToTheLast() {
        for (int event = 0; event < 10; event++) {
            histogram.add(2_000, 605);
        }
        assertArrayEquals(new double[] {540, 726}, window(2_000), 1e-9);
        histogram.add(2_000, 1_230);
        assertArrayEquals(new double[] {540, 21 * 60 * 1.1}, window(2_000), 1e-9);
    }

    @Test
    void shouldKeepAboutTheMeanWhereMostIdleTimesAreBeyond() {
        histogram.add(3, 60);
        histogram.add(3, 80_000);
        histogram.add(3, 90_000);
        assertArrayEquals(new double[] {85_000 * .85, 85_000 * 1.15}, window(3), 1e-6);
    }
}
