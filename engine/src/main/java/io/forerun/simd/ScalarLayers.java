package io.forerun.simd;

/** The definition of the kernels over layers of a network, number by number. */
final class ScalarLayers {
    /** A state of 1. */
    static final float UNIT = Short.MAX_VALUE;

    /** 3 * 2^22: a float of this size is spaced by 1, so adding it rounds, and its lowest bits are the integer. */
    static final float ROUNDER = 12_582_912;

    private ScalarLayers() {}

    static void multiply(
            final PackedMatrix matrix,
            final float[] in,
            final int from,
            final int stride,
            final int rows,
            final float[] out,
            final int to,
            final int outStride) {
        for (int row = 0; row < rows; row++) {
            columns(matrix, 0, in, from + row * stride, out, to + row * outStride);
        }
    }

    /** One row, from a column on. */
    static void columns(
            final PackedMatrix matrix,
            final int firstColumn,
            final float[] in,
            final int from,
            final float[] out,
            final int to) {
        final int columns = matrix.columns;
        for (int column = firstColumn; column < columns; column++) {
            out[to + column] = matrix.bias[column];
        }
        for (int k = 0; k < matrix.depth; k++) {
            final float x = in[from + k];
            for (int column = firstColumn; column < columns; column++) {
                out[to + column] = Math.fma(matrix.rows[k * columns + column], x, out[to + column]);
            }
        }
    }

    static void sigmoid(final float[] values, final int from, final int to) {
        for (int index = from; index < to; index++) {
            values[index] = Activation.sigmoid(values[index]);
        }
    }

    /** One row, from a state on; {@code gates} and {@code states} begin where that row does. */
    static void gruState(
            final float[] gates,
            final int gate,
            final int hidden,
            final float[] states,
            final int state,
            final int first) {
        for (int j = first; j < hidden; j++) {
            final float reset = gates[gate + j];
            final float update = gates[gate + hidden + j];
            final float candidate =
                    Activation.tanh(Math.fma(reset, gates[gate + 3 * hidden + j], gates[gate + 2 * hidden + j]));
            states[state + j] = Math.fma(update, states[state + j] - candidate, candidate);
        }
    }

    static void quantise(final float[] states, final int from, final short[] codes, final int to, final int count) {
        for (int index = 0; index < count; index++) {
            final float whole = Math.fma(states[from + index], UNIT, ROUNDER);
            codes[to + index] = (short) Float.floatToRawIntBits(whole);
            states[from + index] = (whole - ROUNDER) * (1 / UNIT);
        }
    }

    static void dequantise(final short[] codes, final int from, final float[] states, final int to, final int count) {
        for (int index = 0; index < count; index++) {
            states[to + index] = codes[from + index] * (1 / UNIT);
        }
    }
}
