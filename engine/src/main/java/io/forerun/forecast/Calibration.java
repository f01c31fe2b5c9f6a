package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Spread of demand around the mixture, per step: a scale made for counts, offsets of the quantiles in units of it, and two
 * moments. Each offset is tracked online until the share of outcomes at or below its quantile equals its level (quantile
 * tracking of conformal PID: Angelopoulos, Candes, Tibshirani 2023; rate by scale-free online gradient descent, SF-OGD:
 * Orabona, Pal 2018, with a fading memory).
 */
final class Calibration {
    /** Standard normal quantiles of the levels: where the offsets start. */
    private static final float[] NORMAL = {-1.645f, -1.282f, -.6745f, 0, .6745f, 1.282f, 1.645f, 2.326f};

    /** Part of the variance that grows with the square of the mean, before anything is known: a spread of 30 %. */
    private static final float EXCESS_AT_FIRST = .1f;

    /** Number of outcomes that the starting values count as. */
    private static final float HEAD_START = 30;

    /** Offset units that a quantile moves at most at the first outcome, before the rate falls. */
    private static final float FIRST_STEP = .15f;

    private static final float LARGEST_OFFSET = 1_000;

    private final Kernels kernels;
    private final float[] levels = new float[ForecastTable.QUANTILES];
    private final Kernels.Rate rate;
    private final Kernels.Rate rateInDrift;
    private final float share;
    private final float[] offsets;
    private final float[] energy;
    private final float[] excess;
    private final float[] surplus;
    private final float[] meanEnergy;
    private final float[] bias;
    private final float[] variance;
    private float outcomes = HEAD_START;

    Calibration(final Kernels kernels, final int stride, final double halfLife) {
        this.kernels = kernels;
        share = LevelExperts.newestShare(halfLife);
        rate = new Kernels.Rate(FIRST_STEP, 1 - share, LARGEST_OFFSET);
        rateInDrift = new Kernels.Rate(FIRST_STEP, (float) StrictMath.pow(1 - share, Drift.HURRY), LARGEST_OFFSET);
        offsets = new float[levels.length * stride];
        energy = new float[levels.length * stride];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = (float) ForecastTable.level(level);
            Arrays.fill(offsets, level * stride, (level + 1) * stride, NORMAL[level]);
            Arrays.fill(energy, level * stride, (level + 1) * stride, HEAD_START * levels[level] * (1 - levels[level]));
        }
        excess = new float[stride];
        Arrays.fill(excess, EXCESS_AT_FIRST);
        surplus = new float[stride];
        meanEnergy = new float[stride];
        bias = new float[stride];
        variance = new float[stride];
        Arrays.fill(variance, 1);
    }

    /** Starts where another series has come to. */
    void startFrom(final Calibration other) {
        System.arraycopy(other.offsets, 0, offsets, 0, offsets.length);
        System.arraycopy(other.excess, 0, excess, 0, excess.length);
        System.arraycopy(other.bias, 0, bias, 0, bias.length);
        System.arraycopy(other.variance, 0, variance, 0, variance.length);
    }

    /** Scale around a mixture. */
    void scale(final float[] mixture, final float[] scale) {
        kernels.countScale(mixture, excess, scale);
    }

    /** Quantiles as tracked: level-major, unordered, possibly negative. */
    void quantiles(final float[] mixture, final float[] scale, final float[] quantiles) {
        kernels.affine(mixture, scale, offsets, quantiles);
    }

    /** Mean of a step (from 0), given its mixture and scale. */
    float mean(final int step, final float mixture, final float scale) {
        return Math.max(0, mixture - bias[step] * scale);
    }

    /** Variance of a step (from 0), given its scale. */
    float variance(final int step, final float scale) {
        return scale * scale * Math.max(0, variance[step] - bias[step] * bias[step]);
    }

    /** Learns mean and variance from the outcome of an outlook whose error is set; before {@link #learn}. */
    void learnMoments(final Outlook outlook) {
        kernels.moments(outlook.error, Math.max(share, 1 / (outcomes + 1)), bias, variance);
    }

    /** Learns the rest from the outcome of an outlook whose error is set. */
    void learn(final Outlook outlook, final float actual, final boolean drifting) {
        final float[] mixture = outlook.centre;
        if (outcomes == HEAD_START) {
            for (int step = 0; step < excess.length; step++) {
                final float ratio = mixture[step] / outlook.scale[step];
                meanEnergy[step] = ratio * ratio * ratio * ratio;
                surplus[step] = excess[step] * meanEnergy[step];
            }
        }
        outcomes++;
        if (drifting) {
            forget(outlook);
        }
        final float newest = Math.max(drifting ? Drift.HURRY * share : share, 1 / outcomes);
        kernels.excessVariance(outlook.error, mixture, outlook.scale, newest, surplus, meanEnergy, excess);
        kernels.trackQuantiles(outlook.tracked, actual, drifting ? rateInDrift : rate, levels, offsets, energy);
    }

    /**
     * Lets what was learnt of the spread weigh no more than some outcomes of demand like the present, or of demand as large as its
     * spread. An outcome weighs by the fourth power of demand over spread: where demand is a hundredth of what it was, the past
     * would otherwise rule for days, however fast it fades, and the spread would stay too narrow all the while.
     */
    private void forget(final Outlook outlook) {
        for (int lane = 0; lane < excess.length; lane++) {
            final float ratio = outlook.centre[lane] / outlook.scale[lane];
            final float most = HEAD_START * Math.max(1, ratio * ratio * ratio * ratio);
            if (meanEnergy[lane] > most) {
                surplus[lane] *= most / meanEnergy[lane];
                meanEnergy[lane] = most;
            }
        }
    }

    void pass(final Archive archive) {
        archive.pass(offsets);
        archive.pass(energy);
        archive.pass(excess);
        archive.pass(surplus);
        archive.pass(meanEnergy);
        archive.pass(bias);
        archive.pass(variance);
        outcomes = archive.pass(outcomes);
    }
}
