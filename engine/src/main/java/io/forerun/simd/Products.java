package io.forerun.simd;

/**
 * Products of matrices, for training. Implementations agree bit for bit: every output is summed over the terms in their order, by
 * fused multiply-add. Stateless, any thread.
 */
public sealed interface Products permits ScalarProducts, VectorProducts {
    /** Plain loops: the definition. */
    static Products scalar() {
        return ScalarProducts.INSTANCE;
    }

    /** Vectors where the module is there and the CPU has at least 128 bits, else plain loops. */
    static Products preferred() {
        return Kernels.preferred() == Kernels.scalar() ? scalar() : VectorProducts.INSTANCE;
    }

    /**
     * {@code c += a b}. The left factor may be transposed; columns of the others have to lie side by side.
     *
     * @throws IllegalArgumentException if the shapes do not fit
     */
    void add(Matrix a, Matrix b, Matrix c);

    /** Refuses shapes that do not fit. */
    static void check(final Matrix a, final Matrix b, final Matrix c) {
        if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
            throw new IllegalArgumentException("product: a=" + a.rows() + "x" + a.columns() + ", b=" + b.rows() + "x"
                    + b.columns() + ", c=" + c.rows() + "x" + c.columns());
        }
        if (b.columnStride() != 1 || c.columnStride() != 1) {
            throw new IllegalArgumentException(
                    "product: column strides b=" + b.columnStride() + ", c=" + c.columnStride() + ", needed=1");
        }
    }
}
