package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;

/**
 * Inverse covariance of feature vectors by recursive least squares with exponential forgetting: O(features squared) per
 * vector. It starts at the identity, which is the ridge, and no variance grows much beyond that again: directions that are not
 * excited are forgotten towards the ridge instead of blowing up.
 */
final class InverseCovariance {
    /** Vectors are padded to a multiple of this, so that vector loops of up to 512 bits have no tail. */
    private static final int LANES = 8;

    /** Variance at which a feature that is not excited is brought back to 1: not at once, as that takes a pass. */
    private static final double LARGEST = 1.05;

    private final Kernels kernels;
    private final int features;
    private final int stride;
    private final double[] inverse;
    private final double[] projected;
    private final double keep;

    InverseCovariance(final Kernels kernels, final int features, final double keep) {
        this.kernels = kernels;
        this.features = features;
        this.keep = keep;
        stride = stride(features);
        inverse = new double[stride * stride];
        projected = new double[stride];
        for (int index = 0; index < features; index++) {
            inverse[index * stride + index] = 1;
        }
    }

    /** Length of vectors of so many features: what is beyond them is zero. */
    static int stride(final int features) {
        return (features + LANES - 1) / LANES * LANES;
    }

    /**
     * Enters a feature vector and sets its gain: weights move by gain times error.
     *
     * @param vector [stride] features
     * @param gain [stride] set
     */
    void enter(final double[] vector, final double[] gain) {
        kernels.product(inverse, vector, projected);
        final double share = 1 / (keep + dot(projected, 0, vector, 0, stride));
        for (int index = 0; index < stride; index++) {
            gain[index] = projected[index] * share;
        }
        kernels.rankOne(inverse, projected, share, 1 / keep);
        for (int index = 0; index < features; index++) {
            final double variance = inverse[index * stride + index];
            if (variance > LARGEST) {
                shrink(index, Math.sqrt(1 / variance));
            }
        }
    }

    /** Scales a feature's row and column, which keeps the matrix positive definite. */
    private void shrink(final int index, final double factor) {
        for (int other = 0; other < features; other++) {
            inverse[index * stride + other] *= factor;
            inverse[other * stride + index] *= factor;
        }
    }

    /** Sum of products of two stretches, by four partial sums: the additions need not wait for one another. */
    static double dot(final double[] left, final int leftFrom, final double[] right, final int rightFrom, final int n) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int index = 0;
        for (; index + 3 < n; index += 4) {
            first = Math.fma(left[leftFrom + index], right[rightFrom + index], first);
            second = Math.fma(left[leftFrom + index + 1], right[rightFrom + index + 1], second);
            third = Math.fma(left[leftFrom + index + 2], right[rightFrom + index + 2], third);
            fourth = Math.fma(left[leftFrom + index + 3], right[rightFrom + index + 3], fourth);
        }
        for (; index < n; index++) {
            first = Math.fma(left[leftFrom + index], right[rightFrom + index], first);
        }
        return first + second + (third + fourth);
    }

    void pass(final Archive archive) {
        archive.pass(inverse);
    }
}
