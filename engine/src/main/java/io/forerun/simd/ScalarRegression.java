package io.forerun.simd;

/** The definition of the kernels of least squares; the static ones start at a column, for the tails of vector loops. */
final class ScalarRegression {
    private ScalarRegression() {}

    static void product(final double[] matrix, final double[] vector, final double[] product, final int from) {
        final int n = product.length;
        for (int column = from; column < n; column++) {
            double sum = 0;
            for (int row = 0; row < vector.length; row++) {
                sum = Math.fma(matrix[row * n + column], vector[row], sum);
            }
            product[column] = sum;
        }
    }

    static void sumOfProducts(
            final double[] left,
            final double[] right,
            final int from,
            final int length,
            final double[] sums,
            final int first) {
        for (int column = first; column < sums.length; column++) {
            double sum = 0;
            for (int at = from + column; at < from + length; at += sums.length) {
                sum = Math.fma(left[at], right[at], sum);
            }
            sums[column] = sum;
        }
    }

    static void rankOne(
            final double[] matrix, final double[] vector, final double share, final double factor, final int from) {
        final int n = vector.length;
        for (int row = 0; row < n; row++) {
            for (int column = from; column < n; column++) {
                final double product = vector[row] * vector[column];
                matrix[row * n + column] = Math.fma(product, -share, matrix[row * n + column]) * factor;
            }
        }
    }

    static void descend(
            final double[] energy,
            final double ridge,
            final double[] products,
            final double[] weights,
            final int lanes,
            final int from) {
        final int n = products.length / lanes;
        for (int own = 0; own < n; own++) {
            final double size = energy[own * n + own];
            final double perSize = size > 0 ? 1 / (size * (1 + ridge)) : 0;
            for (int lane = from; lane < lanes; lane++) {
                double even = Math.fma(size, weights[own * lanes + lane], products[own * lanes + lane]);
                double odd = 0;
                for (int other = 0; other + 1 < n; other += 2) {
                    even = Math.fma(-energy[own * n + other], weights[other * lanes + lane], even);
                    odd = Math.fma(-energy[own * n + other + 1], weights[(other + 1) * lanes + lane], odd);
                }
                if ((n & 1) != 0) {
                    even = Math.fma(-energy[own * n + n - 1], weights[(n - 1) * lanes + lane], even);
                }
                weights[own * lanes + lane] = Math.max(0, (even + odd) * perSize);
            }
        }
    }
}
