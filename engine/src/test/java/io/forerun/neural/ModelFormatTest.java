package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelFormatTest {
    private static final int VERSION_OFFSET = 8;
    private static final int HIDDEN_OFFSET = 20;

    private static NeuralModel model() {
        final float[] scale = new float[ParameterGroup.RATES.columns];
        for (int index = 0; index < scale.length; index++) {
            scale[index] = 1f / (index + 1);
        }
        return new NeuralModel(parameters(), scale, 7, new TrainingSpan(1, 2, 3, 4));
    }

    private static float[] parameters() {
        final SplittableRandom random = new SplittableRandom(4);
        final float[] parameters = new float[ParameterGroup.TOTAL];
        for (int index = 0; index < parameters.length; index++) {
            parameters[index] = (float) random.nextDouble(-1, 1);
        }
        return parameters;
    }

    private static String refused(final byte[] bytes) {
        return assertThrows(ModelFormatException.class, () -> ModelFormat.decode(bytes))
                .getMessage();
    }

    private static byte[] with(final int offset, final int value) {
        final byte[] bytes = ModelFormat.encode(model());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return bytes;
    }

    @Test
    void shouldReadWhatItWrote() throws ModelFormatException {
        final byte[] bytes = ModelFormat.encode(model());
        final NeuralModel read = ModelFormat.decode(bytes);
        assertArrayEquals(model().parameters, read.parameters);
        assertArrayEquals(model().scale, read.scale);
        assertEquals(7, read.actions);
        assertEquals(new TrainingSpan(1, 2, 3, 4), read.span());
        assertArrayEquals(bytes, ModelFormat.encode(read));
        assertEquals("FRMODEL", new String(bytes, 0, 7, StandardCharsets.US_ASCII));
    }

    @Test
    void shouldRefuseAnyDamage() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            final byte[] bytes = ModelFormat.encode(model());
            final int offset = round < 96 ? round : random.nextInt(bytes.length);
            bytes[offset] ^= (byte) (1 << random.nextInt(8));
            assertTrue(refused(bytes).startsWith("model: "), "offset " + offset);
        }
    }

    @Test
    void shouldSayWhyItRefuses() {
        final byte[] bytes = ModelFormat.encode(model());
        final int length = bytes.length;
        assertEquals("model: not a model: its first bytes are others", refused(new byte[0]));
        assertEquals("model: not a model: its first bytes are others", refused(new byte[length]));
        assertEquals(
                "model: length=" + (length - 1) + ", needed=" + length + ": cut off or damaged",
                refused(Arrays.copyOf(bytes, length - 1)));
        assertEquals("model: version=2, allowed=up to 1: written by a newer release", refused(with(VERSION_OFFSET, 2)));
        assertTrue(refused(with(HIDDEN_OFFSET, 64)).startsWith("model: inputs, hidden, parameters=32 64 "));
        assertEquals("model: checksum does not match: damaged", refused(with(length - 40, 77)));
    }

    @Test
    void shouldRefuseNumbersThatAreNotFinite() {
        final float[] parameters = parameters();
        parameters[1_000] = Float.NaN;
        final NeuralModel wrong = new NeuralModel(parameters, model().scale, 7, model().span());
        assertEquals("model: a number is not finite", refused(ModelFormat.encode(wrong)));
    }

    @Test
    void shouldHandOutTheCell() {
        final GruWeights cell = model().cell();
        final float[] all = model().parameters;
        assertEquals(all[ParameterGroup.INPUT.offset() + 5], cell.input()[5]);
        assertEquals(all[ParameterGroup.RECURRENT.offset() + 99], cell.recurrent()[99]);
        assertEquals(all[ParameterGroup.BIAS.offset() + 40], cell.bias()[40]);
        assertEquals(all[ParameterGroup.CANDIDATE_BIAS.offset()], cell.candidateBias()[0]);
    }
}
