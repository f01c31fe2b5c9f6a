package io.forerun.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels of least squares on vectors, for {@link VectorKernels}. Lanes are outputs, as there. */
final class VectorRegression {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    private VectorRegression() {}

    private static DoubleVector at(final double[] array, final int index) {
        return DoubleVector.fromArray(LANES, array, index);
    }

    static void product(final double[] matrix, final double[] vector, final double[] product) {
        final int n = product.length;
        final int bound = LANES.loopBound(n);
        for (int column = 0; column < bound; column += LANES.length()) {
            DoubleVector sum = DoubleVector.zero(LANES);
            int at = column;
            for (final double factor : vector) {
                sum = at(matrix, at).fma(DoubleVector.broadcast(LANES, factor), sum);
                at += n;
            }
            sum.intoArray(product, column);
        }
        ScalarRegression.product(matrix, vector, product, bound);
    }

    static void sumOfProducts(
            final double[] left, final double[] right, final int from, final int length, final double[] sums) {
        final int bound = LANES.loopBound(sums.length);
        for (int column = 0; column < bound; column += LANES.length()) {
            DoubleVector sum = DoubleVector.zero(LANES);
            for (int at = from + column; at < from + length; at += sums.length) {
                sum = at(left, at).fma(at(right, at), sum);
            }
            sum.intoArray(sums, column);
        }
        ScalarRegression.sumOfProducts(left, right, from, length, sums, bound);
    }

    static void rankOne(final double[] matrix, final double[] vector, final double share, final double factor) {
        final int n = vector.length;
        final int bound = LANES.loopBound(n);
        final DoubleVector taken = DoubleVector.broadcast(LANES, -share);
        for (int row = 0; row < n; row++) {
            final DoubleVector left = DoubleVector.broadcast(LANES, vector[row]);
            final int start = row * n;
            for (int column = 0; column < bound; column += LANES.length()) {
                left.mul(at(vector, column))
                        .fma(taken, at(matrix, start + column))
                        .mul(factor)
                        .intoArray(matrix, start + column);
            }
        }
        ScalarRegression.rankOne(matrix, vector, share, factor, bound);
    }

    static void descend(
            final double[] energy,
            final double ridge,
            final double[] products,
            final double[] weights,
            final int lanes) {
        final int bound = LANES.loopBound(lanes);
        for (int lane = 0; lane < bound; lane += LANES.length()) {
            descendLanes(energy, ridge, products, weights, lanes, lane);
        }
        ScalarRegression.descend(energy, ridge, products, weights, lanes, bound);
    }

    private static void descendLanes(
            final double[] energy,
            final double ridge,
            final double[] products,
            final double[] weights,
            final int lanes,
            final int lane) {
        final int n = products.length / lanes;
        for (int own = 0; own < n; own++) {
            final int start = own * n;
            final int place = own * lanes + lane;
            final double size = energy[start + own];
            final double perSize = size > 0 ? 1 / (size * (1 + ridge)) : 0;
            DoubleVector even = at(weights, place).fma(DoubleVector.broadcast(LANES, size), at(products, place));
            DoubleVector odd = DoubleVector.zero(LANES);
            int at = lane;
            for (int other = 0; other + 1 < n; other += 2) {
                even = at(weights, at).fma(DoubleVector.broadcast(LANES, -energy[start + other]), even);
                odd = at(weights, at + lanes).fma(DoubleVector.broadcast(LANES, -energy[start + other + 1]), odd);
                at += 2 * lanes;
            }
            if ((n & 1) != 0) {
                even = at(weights, at).fma(DoubleVector.broadcast(LANES, -energy[start + n - 1]), even);
            }
            even.add(odd).mul(perSize).max(0).intoArray(weights, place);
        }
    }
}
