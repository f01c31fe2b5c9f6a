package io.forerun.forecast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.simd.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InverseCovarianceTest {
    private static final int FEATURES = 5;
    private static final int STRIDE = InverseCovariance.stride(FEATURES);

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void shouldGiveTheWeightsOfTheBatchSolution() {
        assertTrue(worst(1, 0) < 1e-9, "without forgetting, ridge and all");
        assertTrue(worst(.98, 250) < .01, "with forgetting, once the ridge is small beside the evidence");
    }

    /** Largest difference from (sum of keep^age x x' + ridge) w = sum of keep^age x y, solved anew each round. */
    private double worst(final double keep, final int from) {
        final InverseCovariance inverse = new InverseCovariance(Kernels.preferred(), FEATURES, keep);
        final double[][] normal = new double[FEATURES][FEATURES + 1];
        for (int index = 0; index < FEATURES; index++) {
            normal[index][index] = 1;
        }
        final double[] weights = new double[FEATURES];
        final double[] gain = new double[STRIDE];
        double worst = 0;
        for (int round = 0; round < 300; round++) {
            final double[] x = Arrays.copyOf(random.doubles(FEATURES, -3, 3).toArray(), STRIDE);
            final double y = 2 * x[0] - x[3] + random.nextGaussian();
            inverse.enter(x, gain);
            final double error = y - InverseCovariance.dot(weights, 0, x, 0, FEATURES);
            for (int row = 0; row < FEATURES; row++) {
                weights[row] += gain[row] * error;
                for (int column = 0; column < FEATURES; column++) {
                    normal[row][column] = keep * normal[row][column] + x[row] * x[column];
                }
                normal[row][FEATURES] = keep * normal[row][FEATURES] + x[row] * y;
            }
            final double[] expected = solve(normal);
            for (int row = 0; row < FEATURES && round >= from; row++) {
                worst = Math.max(worst, Math.abs(expected[row] - weights[row]));
            }
        }
        return worst;
    }

    private static double[] solve(final double[][] system) {
        final double[][] rows = new double[FEATURES][];
        for (int row = 0; row < FEATURES; row++) {
            rows[row] = system[row].clone();
        }
        for (int pivot = 0; pivot < FEATURES; pivot++) {
            for (int row = 0; row < FEATURES; row++) {
                final double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
                for (int column = 0; column <= FEATURES; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
        final double[] solution = new double[FEATURES];
        for (int row = 0; row < FEATURES; row++) {
            solution[row] = rows[row][FEATURES] / rows[row][row];
        }
        return solution;
    }

    @Test
    void shouldStayBoundedWhereAFeatureIsSilentOrRepeatsAnother() {
        final InverseCovariance inverse = new InverseCovariance(Kernels.preferred(), FEATURES, .98);
        final double[] gain = new double[STRIDE];
        for (int round = 0; round < 100_000; round++) {
            final double x = random.nextGaussian();
            final double[] features = {1, x, x, 0, round % 1_000 == 0 ? 5 : 0, 0, 0, 0};
            inverse.enter(features, gain);
            final double taken = InverseCovariance.dot(gain, 0, features, 0, STRIDE);
            assertTrue(taken >= 0 && taken < 1.001, "round " + round + ": " + taken);
            for (final double part : gain) {
                assertTrue(Math.abs(part) < 2, "round " + round + ": " + part);
            }
        }
    }
}
