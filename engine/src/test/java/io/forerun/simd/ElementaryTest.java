package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementaryTest {
    private static final double CLOSE = 1e-10;

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void shouldBeTheLogarithmOfOneMore() {
        for (int round = 0; round < 100_000; round++) {
            final double x = random.nextDouble() * Math.scalb(1.0, random.nextInt(-60, 200));
            final double expected = StrictMath.log1p(x);
            assertEquals(expected, Elementary.log1p(x), CLOSE * Math.max(1, expected), "x=" + x);
        }
        assertEquals(0, Elementary.log1p(0));
        assertTrue(Double.isNaN(Elementary.log1p(Double.NaN)));
    }

    @Test
    void shouldBeTheExponential() {
        for (int round = 0; round < 100_000; round++) {
            final double x = random.nextDouble(-700, 700) / (1 + random.nextInt(1_000));
            final double expected = StrictMath.exp(x);
            assertEquals(expected, Elementary.exp(x), CLOSE * expected, "x=" + x);
        }
        assertEquals(1, Elementary.exp(0));
        assertEquals(Elementary.exp(700), Elementary.exp(1e9));
        assertTrue(Double.isNaN(Elementary.exp(Double.NaN)));
    }

    @Test
    void shouldRiseAcrossTheBordersOfItsPieces() {
        for (int exponent = 0; exponent < 40; exponent++) {
            for (final double border :
                    new double[] {Math.scalb(1.0, exponent), Math.scalb(StrictMath.sqrt(2), exponent)}) {
                assertTrue(Elementary.log1p(border * (1 - 1e-9) - 1) < Elementary.log1p(border * (1 + 1e-9) - 1));
            }
        }
    }
}
