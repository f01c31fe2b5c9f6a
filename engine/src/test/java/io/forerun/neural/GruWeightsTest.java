package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GruWeightsTest {
    private static GruWeights weights(final int inputs, final int hidden, final float[] input) {
        return GruWeights.of(
                inputs, hidden, input, new float[hidden * 3 * hidden], new float[3 * hidden], new float[hidden]);
    }

    @Test
    void shouldKeepWhatItWasGiven() {
        final float[] input = new float[2 * 9];
        input[17] = 5;
        final GruWeights weights = weights(2, 3, input);
        input[17] = 6;
        assertEquals(2, weights.inputs());
        assertEquals(3, weights.hidden());
        assertEquals(5, weights.input()[17]);
    }

    @Test
    void shouldRefuseSizesThatDoNotFit() {
        assertEquals("hidden: value=0, allowed=1 to 1024", message(2, 0, new float[0]));
        assertEquals("inputs: value=1025, allowed=1 to 1024", message(1_025, 1, new float[0]));
        assertEquals("input: length=17, needed=18", message(2, 3, new float[17]));
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        final float[] input = new float[18];
        input[4] = Float.NaN;
        assertEquals("input[4]: value=NaN, needed=finite", message(2, 3, input));
    }

    private static String message(final int inputs, final int hidden, final float[] input) {
        return assertThrows(IllegalArgumentException.class, () -> weights(inputs, hidden, input))
                .getMessage();
    }
}
