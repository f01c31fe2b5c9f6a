package io.forerun.forecast;

import io.forerun.memory.Digest;

/**
 * Inverse covariance of feature vectors by recursive least squares with exponential forgetting: O(features squared) per
 * vector. It starts at the identity, which is the ridge, and no variance grows beyond that again: directions that are not
 * excited are forgotten towards the ridge instead of blowing up.
 */
final class InverseCovariance {
    private final double[][] inverse;
    private final double[] projected;
    private final double keep;

    InverseCovariance(final int features, final double keep) {
        this.keep = keep;
        inverse = new double[features][features];
        projected = new double[features];
        for (int index = 0; index < features; index++) {
            inverse[index][index] = 1;
        }
    }

    /** Enters a feature vector and sets its gain: weights move by gain times error. */
    void enter(final double[] features, final double[] gain) {
        double divisor = keep;
        for (int row = 0; row < features.length; row++) {
            projected[row] = dot(inverse[row], features);
            divisor += projected[row] * features[row];
        }
        for (int row = 0; row < features.length; row++) {
            gain[row] = projected[row] / divisor;
        }
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column <= row; column++) {
                final double left = (inverse[row][column] - gain[row] * projected[column]) / keep;
                inverse[row][column] = left;
                inverse[column][row] = left; // mirrored: asymmetric rounding would grow without bound
            }
        }
        for (int index = 0; index < features.length; index++) {
            if (inverse[index][index] > 1) {
                shrink(index, Math.sqrt(1 / inverse[index][index]));
            }
        }
    }

    /** Scales a feature's row and column, which keeps the matrix positive definite. */
    private void shrink(final int index, final double factor) {
        for (int other = 0; other < inverse.length; other++) {
            inverse[index][other] *= factor;
            inverse[other][index] *= factor;
        }
    }

    static double dot(final double[] left, final double[] right) {
        double sum = 0;
        for (int index = 0; index < left.length; index++) {
            sum += left[index] * right[index];
        }
        return sum;
    }

    void digest(final Digest digest) {
        for (final double[] row : inverse) {
            digest.add(row);
        }
    }
}
