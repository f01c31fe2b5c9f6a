package io.forerun.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of four rows by two vectors of columns stay in registers over all terms; lanes are outputs. What is left over goes
 * through blocks of one row, then through {@link ScalarProducts}.
 */
final class VectorProducts implements Products {
    static final VectorProducts INSTANCE = new VectorProducts();

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int ROWS = 4;

    private VectorProducts() {}

    @Override
    public void add(final Matrix a, final Matrix b, final Matrix c) {
        Products.check(a, b, c);
        int column = 0;
        for (; column + 2 * WIDTH <= c.columns(); column += 2 * WIDTH) {
            int row = 0;
            for (; row + ROWS <= c.rows(); row += ROWS) {
                fourByTwo(a, b, c, row, column);
            }
            for (; row < c.rows(); row++) {
                one(a, b, c, row, column);
                one(a, b, c, row, column + WIDTH);
            }
        }
        for (; column + WIDTH <= c.columns(); column += WIDTH) {
            for (int row = 0; row < c.rows(); row++) {
                one(a, b, c, row, column);
            }
        }
        if (column < c.columns()) {
            ScalarProducts.columns(a, b, c, column);
        }
    }

    private static void fourByTwo(final Matrix a, final Matrix b, final Matrix c, final int row, final int column) {
        final float[] out = c.values();
        final int at0 = c.offset() + row * c.rowStride() + column;
        final int at1 = at0 + c.rowStride();
        final int at2 = at1 + c.rowStride();
        final int at3 = at2 + c.rowStride();
        FloatVector c00 = FloatVector.fromArray(LANES, out, at0);
        FloatVector c01 = FloatVector.fromArray(LANES, out, at0 + WIDTH);
        FloatVector c10 = FloatVector.fromArray(LANES, out, at1);
        FloatVector c11 = FloatVector.fromArray(LANES, out, at1 + WIDTH);
        FloatVector c20 = FloatVector.fromArray(LANES, out, at2);
        FloatVector c21 = FloatVector.fromArray(LANES, out, at2 + WIDTH);
        FloatVector c30 = FloatVector.fromArray(LANES, out, at3);
        FloatVector c31 = FloatVector.fromArray(LANES, out, at3 + WIDTH);
        final float[] left = a.values();
        final float[] right = b.values();
        final int rowStride = a.rowStride();
        int from = a.offset() + row * rowStride;
        int with = b.offset() + column;
        for (int term = 0; term < a.columns(); term++) {
            final FloatVector b0 = FloatVector.fromArray(LANES, right, with);
            final FloatVector b1 = FloatVector.fromArray(LANES, right, with + WIDTH);
            final FloatVector a0 = FloatVector.broadcast(LANES, left[from]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            final FloatVector a1 = FloatVector.broadcast(LANES, left[from + rowStride]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            final FloatVector a2 = FloatVector.broadcast(LANES, left[from + 2 * rowStride]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            final FloatVector a3 = FloatVector.broadcast(LANES, left[from + 3 * rowStride]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            from += a.columnStride();
            with += b.rowStride();
        }
        c00.intoArray(out, at0);
        c01.intoArray(out, at0 + WIDTH);
        c10.intoArray(out, at1);
        c11.intoArray(out, at1 + WIDTH);
        c20.intoArray(out, at2);
        c21.intoArray(out, at2 + WIDTH);
        c30.intoArray(out, at3);
        c31.intoArray(out, at3 + WIDTH);
    }

    private static void one(final Matrix a, final Matrix b, final Matrix c, final int row, final int column) {
        final int at = c.offset() + row * c.rowStride() + column;
        FloatVector sum = FloatVector.fromArray(LANES, c.values(), at);
        int from = a.offset() + row * a.rowStride();
        int with = b.offset() + column;
        for (int term = 0; term < a.columns(); term++) {
            sum = FloatVector.broadcast(LANES, a.values()[from])
                    .fma(FloatVector.fromArray(LANES, b.values(), with), sum);
            from += a.columnStride();
            with += b.rowStride();
        }
        sum.intoArray(c.values(), at);
    }
}
