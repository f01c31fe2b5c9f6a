package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernels over layers: scalar and vector give the same bits for every shape, and what the formulas say. */
class LayersTest {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 8, 11};
    private static final int[] COLUMNS = {1, 5, 16, 31, 32, 33, 64, 96, 100};

    private final SplittableRandom random = new SplittableRandom(7);

    private float[] numbers(final int count) {
        final float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void shouldMultiplyAlikeAndRight() {
        final int stride = 19;
        for (final int columns : COLUMNS) {
            for (final int rows : ROWS) {
                final int depth = 1 + random.nextInt(stride);
                final float[] weights = numbers(depth * columns);
                final float[] bias = numbers(columns);
                final float[] in = numbers(2 + rows * stride);
                final PackedMatrix matrix = PackedMatrix.of(weights, bias);
                final float[] expected = new float[3 + rows * (columns + 2)];
                final float[] actual = expected.clone();
                Kernels.scalar().multiply(matrix, in, 2, stride, rows, expected, 3, columns + 2);
                Kernels.vector().multiply(matrix, in, 2, stride, rows, actual, 3, columns + 2);
                assertArrayEquals(expected, actual, columns + " columns, " + rows + " rows");
                final double[] sums = new double[expected.length];
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        double sum = bias[column];
                        for (int k = 0; k < depth; k++) {
                            sum += (double) weights[k * columns + column] * in[2 + row * stride + k];
                        }
                        sums[3 + row * (columns + 2) + column] = sum;
                    }
                }
                for (int index = 0; index < sums.length; index++) {
                    assertEquals(sums[index], expected[index], 1e-5);
                }
            }
        }
    }

    @Test
    void shouldSumInOrder() {
        // 1 is lost in 2^24 where it comes second, and not where it comes last.
        final PackedMatrix matrix = PackedMatrix.of(new float[] {1, 1, 1}, new float[] {1 << 24});
        final float[] out = new float[1];
        Kernels.scalar().multiply(matrix, new float[] {1, -(1 << 24), 1}, 0, 3, 1, out, 0, 1);
        assertEquals(1, out[0]);
    }

    @Test
    void shouldRefuseHalfARow() {
        assertThrows(IllegalArgumentException.class, () -> PackedMatrix.of(new float[7], new float[2]));
        assertThrows(IllegalArgumentException.class, () -> PackedMatrix.of(new float[7], new float[0]));
    }

    @Test
    void shouldActivateAlike() {
        for (final int columns : COLUMNS) {
            final float[] expected = numbers(3 * (columns + 1));
            for (int index = 0; index < expected.length; index++) {
                expected[index] = Math.scalb(expected[index], random.nextInt(-130, 20));
            }
            expected[1] = Float.NaN;
            final float[] actual = expected.clone();
            Kernels.scalar().sigmoid(expected, 1, columns + 1, columns, 2);
            Kernels.vector().sigmoid(actual, 1, columns + 1, columns, 2);
            assertArrayEquals(expected, actual);
            assertTrue(expected[1] >= 0 && expected[1] <= 1, "of NaN: " + expected[1]);
        }
    }

    @Test
    void shouldUpdateStatesAlikeAndRight() {
        for (final int hidden : COLUMNS) {
            final int rows = 3;
            final int stride = hidden + 5;
            final float[] gates = numbers(rows * 4 * hidden);
            final float[] before = numbers(2 + rows * stride);
            Kernels.scalar().sigmoid(gates, 0, 4 * hidden, 2 * hidden, rows);
            final float[] expected = before.clone();
            final float[] actual = before.clone();
            Kernels.scalar().gruState(gates, hidden, rows, expected, 2, stride);
            Kernels.vector().gruState(gates, hidden, rows, actual, 2, stride);
            assertArrayEquals(expected, actual);
            for (int index = 0; index < rows * hidden; index++) {
                final int gate = index / hidden * 4 * hidden + index % hidden;
                final int state = 2 + index / hidden * stride + index % hidden;
                final double candidate =
                        Math.tanh((double) gates[gate] * gates[gate + 3 * hidden] + gates[gate + 2 * hidden]);
                final double update = gates[gate + hidden];
                assertEquals((1 - update) * candidate + update * before[state], expected[state], 3e-6);
            }
        }
    }

    @Test
    void shouldQuantiseAlikeAndToTheNearest() {
        for (final int length : COLUMNS) {
            final int stride = length + 3;
            final float[] states = new float[4 * stride];
            for (int index = 0; index < states.length; index++) {
                states[index] = (float) random.nextDouble(-1, 1);
            }
            states[0] = 1;
            states[stride] = -1;
            states[2 * stride] = -0f;
            final short[] expected = new short[1 + 3 * length];
            final short[] actual = expected.clone();
            final float[] rounded = states.clone();
            final float[] roundedByVector = states.clone();
            Kernels.scalar().quantise(rounded, 0, stride, length, 3, expected, 1);
            Kernels.vector().quantise(roundedByVector, 0, stride, length, 3, actual, 1);
            assertArrayEquals(expected, actual);
            assertArrayEquals(rounded, roundedByVector);
            for (int index = 0; index < 3 * length; index++) {
                final float state = states[index / length * stride + index % length];
                assertEquals((int) Math.rint(state * 32_767.0), expected[1 + index]);
                assertEquals(
                        expected[1 + index] * (1 / 32_767f), rounded[index / length * stride + index % length] + 0f);
            }
            final float[] scalar = new float[states.length];
            final float[] vector = new float[states.length];
            Kernels.scalar().dequantise(expected, 1, length, 3, scalar, 0, stride);
            Kernels.vector().dequantise(expected, 1, length, 3, vector, 0, stride);
            assertArrayEquals(scalar, vector);
            Kernels.scalar().quantise(scalar, 0, stride, length, 3, actual, 1);
            assertArrayEquals(expected, actual, "codes that went there and back");
        }
    }
}
