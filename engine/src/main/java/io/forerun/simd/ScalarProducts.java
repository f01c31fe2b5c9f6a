package io.forerun.simd;

/** The definition: one output after another, terms in their order. */
final class ScalarProducts implements Products {
    static final ScalarProducts INSTANCE = new ScalarProducts();

    private ScalarProducts() {}

    @Override
    public void add(final Matrix a, final Matrix b, final Matrix c) {
        Products.check(a, b, c);
        columns(a, b, c, 0);
    }

    /** The columns from one on. */
    static void columns(final Matrix a, final Matrix b, final Matrix c, final int from) {
        final float[] left = a.values();
        final float[] right = b.values();
        final float[] out = c.values();
        for (int row = 0; row < c.rows(); row++) {
            for (int column = from; column < c.columns(); column++) {
                final int place = c.offset() + row * c.rowStride() + column;
                float sum = out[place];
                for (int term = 0; term < a.columns(); term++) {
                    sum = Math.fma(
                            left[a.offset() + row * a.rowStride() + term * a.columnStride()],
                            right[b.offset() + term * b.rowStride() + column],
                            sum);
                }
                out[place] = sum;
            }
        }
    }
}
