package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The functions made of exact operations, against those they stand for. */
class ArithmeticTest {
    @Test
    void shouldComputeExp() {
        for (float x = -86.9f; x < 87.9f; x += .0137f) {
            assertEquals(1, Exponential.of(x) / StrictMath.exp(x), 3e-7, "x=" + x);
        }
        assertEquals(Exponential.of(-87), Exponential.of(Float.NEGATIVE_INFINITY));
        assertEquals(Exponential.of(88), Exponential.of(1e30f));
    }

    @Test
    void shouldLinkPositively() {
        for (double u = -30; u < 30; u += .07) {
            final double expected = StrictMath.exp(4 * StrictMath.log(u / 4 + StrictMath.sqrt(u * u / 16 + 1)));
            final double step = 1e-4;
            final double above = StrictMath.log(u / 4 + step / 4 + StrictMath.sqrt((u + step) * (u + step) / 16 + 1));
            final double below = StrictMath.log(u / 4 + StrictMath.sqrt(u * u / 16 + 1));
            assertEquals(1, PositiveLink.of((float) u) / expected, 2e-6, "u=" + u);
            assertEquals(4 * (above - below) / step, PositiveLink.logSlope((float) u), 1e-4, "u=" + u);
        }
        assertEquals(1, PositiveLink.of(0));
    }

    @Test
    void shouldFindBinsAndShareStretchesAmongThem() {
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            assertEquals(bin, HazardBins.of(HazardBins.fromS(bin)));
            if (bin > 0) {
                assertEquals(HazardBins.fromS(bin), HazardBins.toS(bin - 1));
                assertEquals(bin - 1, HazardBins.of(Math.nextDown(HazardBins.fromS(bin))));
            }
        }
        for (final double[] stretch : new double[][] {{0, .001}, {.3, 7}, {100, 1e7}, {2e6, 3e6}}) {
            double sum = 0;
            for (int bin = 0; bin < HazardBins.COUNT; bin++) {
                sum += HazardBins.exposureS(bin, stretch[0], stretch[1]);
            }
            assertEquals(stretch[1] - stretch[0], sum, 1e-9 * stretch[1]);
        }
    }
}
