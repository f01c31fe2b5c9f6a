package io.forerun.markov;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * How far each level of the hierarchy is believed, per state left: the posterior over levels given how probable each had made
 * what then happened, with a fixed share that flows back to all so that trust can return (Herbster and Warmuth: Tracking the
 * best expert, 1998). Needs no logarithm. Engine thread only.
 */
final class LevelWeights {
    private static final double SHARE = 1.0 / 256;

    private final int levels;
    private double[] weights = {};

    LevelWeights(final int levels) {
        this.levels = levels;
    }

    double weight(final int state, final int level) {
        final int index = state * levels + level;
        return index < weights.length ? weights[index] : 1.0 / levels;
    }

    /** Moves the weights of a state towards the levels that had expected what happened. */
    void learn(final int state, final double[] likelihoods) {
        final int first = state * levels;
        if (first >= weights.length) {
            final int known = weights.length;
            weights = Arrays.copyOf(weights, Math.max(first + levels, 2 * known));
            Arrays.fill(weights, known, weights.length, 1.0 / levels);
        }
        double sum = 0;
        for (int level = 0; level < levels; level++) {
            sum += weights[first + level] * likelihoods[level];
        }
        if (!(sum > 0)) {
            return;
        }
        final double scale = (1 - SHARE) / sum;
        for (int level = 0; level < levels; level++) {
            weights[first + level] = weights[first + level] * likelihoods[level] * scale + SHARE / levels;
        }
    }

    void pass(final Archive archive) {
        weights = archive.passGrown(weights);
    }
}
