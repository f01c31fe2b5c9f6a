package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MinifloatTest {
    private static final int CODES = 1 << 16;

    @Test
    void shouldGiveBackEveryCanonicalCodeWhateverTheDither() {
        for (int code = 0; code < CODES; code++) {
            if (code < 2048 || (code & 2047) >= 1024) {
                assertEquals(code, Minifloat.of(Minifloat.value(code), 0));
                assertEquals(code, Minifloat.of(Minifloat.value(code), -1));
                assertEquals(code, Minifloat.of(Minifloat.value(code), Minifloat.NEAREST));
            }
        }
    }

    @Test
    void shouldBeMonotoneInValueAndCode() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200_000; round++) {
            final int dither = random.nextInt();
            final double low = random.nextDouble() * (1L << random.nextInt(32));
            final double high = low * (1 + random.nextDouble() / (1 << random.nextInt(14)));
            final int lowCode = Minifloat.of(low, dither);
            final int highCode = Minifloat.of(high, dither);
            assertTrue(lowCode <= highCode, low + " " + high);
            assertTrue(Minifloat.units(lowCode) <= Minifloat.units(highCode));
        }
    }

    @Test
    void shouldErrByLessThanAStep() {
        final SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 200_000; round++) {
            final double value = random.nextDouble() * (1L << random.nextInt(32));
            final double step = Math.max(1.0 / 1024, value / 1024);
            assertTrue(Math.abs(Minifloat.value(Minifloat.of(value, random.nextInt())) - value) <= step);
            assertTrue(Math.abs(Minifloat.value(Minifloat.of(value, Minifloat.NEAREST)) - value) <= step / 2);
        }
    }

    @Test
    void shouldKeepTheExpectation() {
        final SplittableRandom random = new SplittableRandom(3);
        for (final double value : new double[] {0.0003, 0.7, 2.0007, 1999.9, 123_456.7, 2047.999 * 4}) {
            final int rounds = 40_000;
            double sum = 0;
            for (int round = 0; round < rounds; round++) {
                sum += Minifloat.value(Minifloat.of(value, random.nextInt()));
            }
            final double step = Math.max(1.0 / 1024, value / 1024);
            assertEquals(value, sum / rounds, step / 2 * 5 / Math.sqrt(rounds), "value " + value);
        }
    }

    @Test
    void shouldCutWhatItCannotHold() {
        assertEquals(0, Minifloat.of(-1, -1));
        assertEquals(0, Minifloat.of(0, -1));
        assertEquals(0, Minifloat.of(Double.NaN, -1));
        assertEquals(0xFFFF, Minifloat.of(Double.POSITIVE_INFINITY, 0));
        assertEquals(0xFFFF, Minifloat.of(1e13, -1));
        assertEquals(Minifloat.MAX_UNITS, Minifloat.units(0xFFFF));
    }
}
