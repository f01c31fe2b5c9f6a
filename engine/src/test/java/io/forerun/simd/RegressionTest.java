package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernels of least squares: vectors as plain loops, and both as the closed form says. */
class RegressionTest {
    private final SplittableRandom random = new SplittableRandom(5);

    private double[] numbers(final int count) {
        return random.doubles(count, -2, 2).toArray();
    }

    private double[] symmetric(final int n) {
        final double[] matrix = numbers(n * n);
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row * n + column] = matrix[column * n + row];
            }
        }
        return matrix;
    }

    @Test
    void shouldMultiplyAlikeAndRight() {
        for (int n = 1; n < 42; n++) {
            final double[] matrix = symmetric(n);
            final double[] vector = numbers(n);
            final double[] scalar = new double[n];
            final double[] product = new double[n];
            Kernels.scalar().product(matrix, vector, scalar);
            Kernels.vector().product(matrix, vector, product);
            assertArrayEquals(scalar, product, 0);
            for (int row = 0; row < n; row++) {
                double expected = 0;
                for (int column = 0; column < n; column++) {
                    expected += matrix[row * n + column] * vector[column];
                }
                assertEquals(expected, product[row], 1e-12);
            }
        }
    }

    @Test
    void shouldSumProductsAlikeAndRight() {
        for (int n = 1; n < 20; n++) {
            final double[] left = numbers(3 + 7 * n);
            final double[] right = numbers(3 + 7 * n);
            final double[] scalar = new double[n];
            final double[] sums = new double[n];
            Kernels.scalar().sumOfProducts(left, right, 3, 7 * n, scalar);
            Kernels.vector().sumOfProducts(left, right, 3, 7 * n, sums);
            assertArrayEquals(scalar, sums, 0);
            for (int column = 0; column < n; column++) {
                double expected = 0;
                for (int row = 0; row < 7; row++) {
                    expected += left[3 + row * n + column] * right[3 + row * n + column];
                }
                assertEquals(expected, sums[column], 1e-12);
            }
        }
    }

    @Test
    void shouldTakeARankAwayAlikeAndStaySymmetric() {
        for (int n = 1; n < 42; n++) {
            final double[] before = symmetric(n);
            final double[] scalar = before.clone();
            final double[] vectors = before.clone();
            final double[] vector = numbers(n);
            Kernels.scalar().rankOne(scalar, vector, .3, 1.01);
            Kernels.vector().rankOne(vectors, vector, .3, 1.01);
            assertArrayEquals(scalar, vectors, 0);
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    final int at = row * n + column;
                    assertEquals((before[at] - .3 * vector[row] * vector[column]) * 1.01, vectors[at], 1e-12);
                    assertEquals(vectors[column * n + row], vectors[at]);
                }
            }
        }
    }

    @Test
    void shouldDescendAlikeToWhereNothingCanBeGained() {
        for (int n = 1; n < 9; n++) {
            for (final int lanes : new int[] {1, 3, 8, 13}) {
                final double[] energy = energy(n);
                final double[] products = numbers(n * lanes);
                final double[] scalar = new double[n * lanes];
                final double[] weights = new double[n * lanes];
                for (int sweep = 0; sweep < 5_000; sweep++) {
                    Kernels.scalar().descend(energy, 0, products, scalar, lanes);
                    Kernels.vector().descend(energy, 0, products, weights, lanes);
                }
                assertArrayEquals(scalar, weights, 0);
                requireOptimal(energy, products, weights, lanes);
            }
        }
    }

    /** Of a random design with a little ridge, so that the optimum is unique. */
    private double[] energy(final int n) {
        final double[] energy = new double[n * n];
        for (int moment = 0; moment < n + 3; moment++) {
            final double[] x = numbers(n);
            for (int at = 0; at < n * n; at++) {
                energy[at] += x[at / n] * x[at % n];
            }
        }
        for (int row = 0; row < n; row++) {
            energy[row * n + row] += .1;
        }
        return energy;
    }

    /** Karush, Kuhn and Tucker: the gradient is zero where a weight is not, and else pushes against the bound. */
    private static void requireOptimal(
            final double[] energy, final double[] products, final double[] weights, final int lanes) {
        final int n = products.length / lanes;
        for (int at = 0; at < n * lanes; at++) {
            double gradient = -products[at];
            for (int other = 0; other < n; other++) {
                gradient += energy[at / lanes * n + other] * weights[other * lanes + at % lanes];
            }
            assertTrue(weights[at] >= 0);
            assertEquals(0, weights[at] > 0 ? gradient : Math.min(0, gradient), 1e-6, "at " + at);
        }
    }
}
