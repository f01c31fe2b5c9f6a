package io.forerun.markov;

import io.forerun.memory.Digest;
import java.util.Arrays;

/**
 * Weighted first-order counts of one group, and the mean time spent before leaving a state. Rows and columns exist as far as
 * they were used, so that a group with few actions stays small. States as {@link GroupChains} numbers them.
 */
final class TransitionCounts {
    private static final double[] NO_ROW = {};

    private double[][] rows = {};
    private double[] sums = {};
    private double[] timedWeights = {};
    private double[] timeSumsMs = {};

    /** Counts a transition. */
    void add(final int from, final int to, final double weight) {
        if (from >= rows.length) {
            growTo(from);
        }
        double[] row = rows[from];
        if (to >= row.length) {
            row = Arrays.copyOf(row, capacity(to));
            rows[from] = row;
        }
        row[to] += weight;
        sums[from] += weight;
    }

    /** Counts the time that passed between entering a state and the next action; the state was left by {@link #add} before. */
    void addTime(final int from, final double timeMs, final double weight) {
        timedWeights[from] += weight;
        timeSumsMs[from] += weight * timeMs;
    }

    double count(final int from, final int to) {
        return from < rows.length && to < rows[from].length ? rows[from][to] : 0;
    }

    double sum(final int from) {
        return from < sums.length ? sums[from] : 0;
    }

    double timedWeight(final int from) {
        return from < sums.length ? timedWeights[from] : 0;
    }

    double timeSumMs(final int from) {
        return from < sums.length ? timeSumsMs[from] : 0;
    }

    void scale(final double factor) {
        for (final double[] row : rows) {
            scale(row, factor);
        }
        scale(sums, factor);
        scale(timedWeights, factor);
        scale(timeSumsMs, factor);
    }

    void digest(final Digest digest) {
        digest.add(rows.length);
        for (final double[] row : rows) {
            digest.add(row);
        }
        digest.add(sums).add(timedWeights).add(timeSumsMs);
    }

    private void growTo(final int state) {
        final int known = rows.length;
        rows = Arrays.copyOf(rows, capacity(state));
        Arrays.fill(rows, known, rows.length, NO_ROW);
        sums = Arrays.copyOf(sums, rows.length);
        timedWeights = Arrays.copyOf(timedWeights, rows.length);
        timeSumsMs = Arrays.copyOf(timeSumsMs, rows.length);
    }

    private static int capacity(final int state) {
        return Math.min(GroupChains.STATES, Math.max(4, Integer.highestOneBit(state) << 1));
    }

    private static void scale(final double[] values, final double factor) {
        for (int index = 0; index < values.length; index++) {
            values[index] *= factor;
        }
    }
}
