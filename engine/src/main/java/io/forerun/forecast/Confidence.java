package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * Turns the probability that the quantiles give for "within the tolerance of the median" into one that is kept: per step and
 * tenth of probability, the mean difference between what happened (0 or 1) and what was said is learnt and added.
 */
final class Confidence {
    private static final int BINS = 10;

    /** Outcomes that a bin without any is taken to have had, all as said: shrinks to no correction. */
    private static final float TRUST = 20;

    /** Outcomes a bin remembers. */
    private static final float MEMORY = 1_000;

    /** [step][bin]: what is added there, and outcomes so far. */
    private final float[] bins;

    Confidence(final int steps) {
        bins = new float[steps * BINS * 2];
    }

    private static int bin(final int step, final float probability) {
        return 2 * (step * BINS + Math.min(BINS - 1, (int) (probability * BINS)));
    }

    /** What to claim for a step (from 0) where the quantiles give {@code probability}. */
    float claim(final int step, final float probability) {
        return Math.max(0, Math.min(1, probability + bins[bin(step, probability)]));
    }

    /** Learns whether demand came within the tolerance. */
    void learn(final int step, final float probability, final boolean within) {
        final int bin = bin(step, probability);
        final float outcomes = Math.min(MEMORY, bins[bin + 1] + 1);
        bins[bin] += ((within ? 1 : 0) - probability - bins[bin]) / (outcomes + TRUST);
        bins[bin + 1] = outcomes;
    }

    void pass(final Archive archive) {
        archive.pass(bins);
    }
}
