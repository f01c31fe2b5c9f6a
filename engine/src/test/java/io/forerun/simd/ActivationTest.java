package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ActivationTest {
    /** Both signs, every 256th float, so every exponent. */
    private interface Check {
        void at(float x);
    }

    private static void everywhere(final Check check) {
        for (long bits = 0; bits <= Float.floatToRawIntBits(Float.POSITIVE_INFINITY); bits += 256) {
            check.at(Float.intBitsToFloat((int) bits));
            check.at(-Float.intBitsToFloat((int) bits));
        }
    }

    @Test
    void shouldComeCloseToTheTangent() {
        final double[] worst = new double[1];
        everywhere(x -> worst[0] = Math.max(worst[0], Math.abs(Activation.tanh(x) - Math.tanh(x))));
        assertTrue(worst[0] <= 1.5e-6, "worst=" + worst[0]);
    }

    @Test
    void shouldComeCloseToTheLogisticFunction() {
        final double[] worst = new double[1];
        everywhere(x -> worst[0] = Math.max(worst[0], Math.abs(Activation.sigmoid(x) - 1 / (1 + Math.exp(-x)))));
        assertTrue(worst[0] <= 1e-6, "worst=" + worst[0]);
    }

    @Test
    void shouldStayWithinBoundsAndBeOdd() {
        everywhere(x -> {
            assertTrue(Math.abs(Activation.tanh(x)) <= 1, () -> "x=" + x);
            assertEquals(-Activation.tanh(x), Activation.tanh(-x));
        });
    }
}
