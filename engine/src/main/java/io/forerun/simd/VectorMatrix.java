package io.forerun.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with a {@link PackedMatrix} in tiles of four or eight rows, whose sums stay in registers while the inputs are walked. Loops
 * count inputs one by one and strides are constants, so that the JIT takes the checks of bounds out of them.
 */
final class VectorMatrix {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int N = LANES.length();
    private static final int PANEL = PackedMatrix.PANEL;
    private static final int TILE = 4;

    /** Sixteen sums, four weights and an input need more than the sixteen registers of narrower vectors. */
    private static final boolean HAS_MANY_REGISTERS = 2 * N == PANEL;

    private VectorMatrix() {}

    private static FloatVector at(final float[] array, final int index) {
        return FloatVector.fromArray(LANES, array, index);
    }

    private static FloatVector all(final float value) {
        return FloatVector.broadcast(LANES, value);
    }

    static void multiply(
            final PackedMatrix matrix,
            final float[] in,
            final int from,
            final int stride,
            final int rows,
            final float[] out,
            final int to,
            final int outStride) {
        if (rows < TILE) {
            for (int row = 0; row < rows; row++) {
                // The same row four times: no other code, and nothing is touched that is not there.
                panels(matrix, in, from + row * stride, 0, TILE, out, to + row * outStride, 0);
            }
        } else {
            panels(matrix, in, from, stride, rows, out, to, outStride);
        }
        if (matrix.columns % PANEL != 0) {
            for (int row = 0; row < rows; row++) {
                final int tail = matrix.columns / PANEL * PANEL;
                ScalarLayers.columns(matrix, tail, in, from + row * stride, out, to + row * outStride);
            }
        }
    }

    /** Four rows and up; the last tile overlaps the one before it where rows are not a multiple. */
    private static void panels(
            final PackedMatrix matrix,
            final float[] in,
            final int from,
            final int stride,
            final int rows,
            final float[] out,
            final int to,
            final int outStride) {
        final int bound = matrix.columns / PANEL * PANEL;
        int column = 0;
        while (column < bound) {
            final boolean isTall = HAS_MANY_REGISTERS && rows >= 2 * TILE;
            final boolean isWide = HAS_MANY_REGISTERS && !isTall && column + 2 * PANEL <= bound;
            final int tileRows = isTall ? 2 * TILE : TILE;
            for (int row = 0; row < rows; row += tileRows) {
                final int tile = Math.min(row, rows - tileRows);
                final int first = from + tile * stride;
                final int target = to + column + tile * outStride;
                if (isWide) {
                    four(matrix, column, in, first, stride, out, target, outStride);
                } else if (isTall) {
                    eight(matrix, column, in, first, stride, out, target, outStride);
                } else {
                    two(matrix, column, in, first, stride, out, target, outStride);
                }
            }
            column += isWide ? 4 * N : 2 * N;
        }
    }

    /** Four rows by four vectors, those of two panels. */
    private static void four(
            final PackedMatrix matrix,
            final int column,
            final float[] in,
            final int i0,
            final int stride,
            final float[] out,
            final int to,
            final int outStride) {
        final float[] w = matrix.panels;
        final int depth = matrix.depth;
        final int p = column * depth, q = p + PANEL * depth;
        final int i1 = i0 + stride, i2 = i1 + stride, i3 = i2 + stride;
        FloatVector a0 = at(matrix.bias, column);
        FloatVector b0 = at(matrix.bias, column + N);
        FloatVector c0 = at(matrix.bias, column + 2 * N);
        FloatVector d0 = at(matrix.bias, column + 3 * N);
        FloatVector a1 = a0, a2 = a0, a3 = a0, b1 = b0, b2 = b0, b3 = b0;
        FloatVector c1 = c0, c2 = c0, c3 = c0, d1 = d0, d2 = d0, d3 = d0;
        for (int k = 0; k < depth; k++) {
            final FloatVector a = at(w, p + k * PANEL);
            final FloatVector b = at(w, p + N + k * PANEL);
            final FloatVector c = at(w, q + k * PANEL);
            final FloatVector d = at(w, q + N + k * PANEL);
            final FloatVector x0 = all(in[i0 + k]);
            a0 = a.fma(x0, a0);
            b0 = b.fma(x0, b0);
            c0 = c.fma(x0, c0);
            d0 = d.fma(x0, d0);
            final FloatVector x1 = all(in[i1 + k]);
            a1 = a.fma(x1, a1);
            b1 = b.fma(x1, b1);
            c1 = c.fma(x1, c1);
            d1 = d.fma(x1, d1);
            final FloatVector x2 = all(in[i2 + k]);
            a2 = a.fma(x2, a2);
            b2 = b.fma(x2, b2);
            c2 = c.fma(x2, c2);
            d2 = d.fma(x2, d2);
            final FloatVector x3 = all(in[i3 + k]);
            a3 = a.fma(x3, a3);
            b3 = b.fma(x3, b3);
            c3 = c.fma(x3, c3);
            d3 = d.fma(x3, d3);
        }
        store(a0, b0, c0, d0, out, to);
        store(a1, b1, c1, d1, out, to + outStride);
        store(a2, b2, c2, d2, out, to + 2 * outStride);
        store(a3, b3, c3, d3, out, to + 3 * outStride);
    }

    private static void store(
            final FloatVector a,
            final FloatVector b,
            final FloatVector c,
            final FloatVector d,
            final float[] out,
            final int to) {
        store(a, b, out, to);
        store(c, d, out, to + 2 * N);
    }

    private static void store(final FloatVector first, final FloatVector second, final float[] out, final int to) {
        first.intoArray(out, to);
        second.intoArray(out, to + N);
    }

    /** Four rows by two vectors of one panel. */
    private static void two(
            final PackedMatrix matrix,
            final int column,
            final float[] in,
            final int i0,
            final int stride,
            final float[] out,
            final int to,
            final int outStride) {
        final float[] w = matrix.panels;
        final int depth = matrix.depth;
        final int p = column / PANEL * PANEL * depth + column % PANEL;
        final int i1 = i0 + stride, i2 = i1 + stride, i3 = i2 + stride;
        FloatVector a0 = at(matrix.bias, column);
        FloatVector b0 = at(matrix.bias, column + N);
        FloatVector a1 = a0, a2 = a0, a3 = a0, b1 = b0, b2 = b0, b3 = b0;
        for (int k = 0; k < depth; k++) {
            final FloatVector a = at(w, p + k * PANEL);
            final FloatVector b = at(w, p + N + k * PANEL);
            final FloatVector x0 = all(in[i0 + k]);
            a0 = a.fma(x0, a0);
            b0 = b.fma(x0, b0);
            final FloatVector x1 = all(in[i1 + k]);
            a1 = a.fma(x1, a1);
            b1 = b.fma(x1, b1);
            final FloatVector x2 = all(in[i2 + k]);
            a2 = a.fma(x2, a2);
            b2 = b.fma(x2, b2);
            final FloatVector x3 = all(in[i3 + k]);
            a3 = a.fma(x3, a3);
            b3 = b.fma(x3, b3);
        }
        store(a0, b0, out, to);
        store(a1, b1, out, to + outStride);
        store(a2, b2, out, to + 2 * outStride);
        store(a3, b3, out, to + 3 * outStride);
    }

    /** Eight rows by the two vectors of one panel. */
    private static void eight(
            final PackedMatrix matrix,
            final int column,
            final float[] in,
            final int i0,
            final int stride,
            final float[] out,
            final int to,
            final int outStride) {
        final float[] w = matrix.panels;
        final int depth = matrix.depth;
        final int p = column * depth;
        final int i1 = i0 + stride, i2 = i1 + stride, i3 = i2 + stride;
        final int i4 = i3 + stride, i5 = i4 + stride, i6 = i5 + stride, i7 = i6 + stride;
        FloatVector a0 = at(matrix.bias, column), b0 = at(matrix.bias, column + N);
        FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        FloatVector b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
        for (int k = 0; k < depth; k++) {
            final FloatVector a = at(w, p + k * PANEL);
            final FloatVector b = at(w, p + N + k * PANEL);
            final FloatVector x0 = all(in[i0 + k]);
            a0 = a.fma(x0, a0);
            b0 = b.fma(x0, b0);
            final FloatVector x1 = all(in[i1 + k]);
            a1 = a.fma(x1, a1);
            b1 = b.fma(x1, b1);
            final FloatVector x2 = all(in[i2 + k]);
            a2 = a.fma(x2, a2);
            b2 = b.fma(x2, b2);
            final FloatVector x3 = all(in[i3 + k]);
            a3 = a.fma(x3, a3);
            b3 = b.fma(x3, b3);
            final FloatVector x4 = all(in[i4 + k]);
            a4 = a.fma(x4, a4);
            b4 = b.fma(x4, b4);
            final FloatVector x5 = all(in[i5 + k]);
            a5 = a.fma(x5, a5);
            b5 = b.fma(x5, b5);
            final FloatVector x6 = all(in[i6 + k]);
            a6 = a.fma(x6, a6);
            b6 = b.fma(x6, b6);
            final FloatVector x7 = all(in[i7 + k]);
            a7 = a.fma(x7, a7);
            b7 = b.fma(x7, b7);
        }
        storeTwo(a0, b0, a1, b1, out, to, outStride);
        storeTwo(a2, b2, a3, b3, out, to + 2 * outStride, outStride);
        storeTwo(a4, b4, a5, b5, out, to + 4 * outStride, outStride);
        storeTwo(a6, b6, a7, b7, out, to + 6 * outStride, outStride);
    }

    /** Two vectors of a row, and two of the next. */
    private static void storeTwo(
            final FloatVector a0,
            final FloatVector b0,
            final FloatVector a1,
            final FloatVector b1,
            final float[] out,
            final int to,
            final int stride) {
        store(a0, b0, out, to);
        store(a1, b1, out, to + stride);
    }
}
