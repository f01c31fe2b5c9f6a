package io.forerun.markov;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Weighted first-order counts of one group, and the mean time spent before leaving a state. Rows and columns exist as far as
 * they were used, so that a group with few actions stays small. States as {@link GroupChains} numbers them.
 *
 * <pre>
 *   row   | sum | weight with a time | weighted sum of times, ms | count of state 0 | of 1 | ...
 * </pre>
 */
final class TransitionCounts {
    private static final int SUM = 0;
    private static final int TIMED_WEIGHT = 1;
    private static final int TIME_SUM_MS = 2;
    private static final int COUNTS = 3;
    private static final double[] NO_ROW = {0, 0, 0};

    private double[][] rows = {};

    /** Counts a transition. */
    void add(final int from, final int to, final double weight) {
        final double[] row = row(from, to);
        row[SUM] += weight;
        row[COUNTS + to] += weight;
    }

    /** The same, with the time that passed since the state was entered. */
    void add(final int from, final int to, final double weight, final double timeMs) {
        final double[] row = row(from, to);
        row[SUM] += weight;
        row[TIMED_WEIGHT] += weight;
        row[TIME_SUM_MS] += weight * timeMs;
        row[COUNTS + to] += weight;
    }

    double count(final int from, final int to) {
        return from < rows.length && COUNTS + to < rows[from].length ? rows[from][COUNTS + to] : 0;
    }

    double sum(final int from) {
        return from < rows.length ? rows[from][SUM] : 0;
    }

    double timedWeight(final int from) {
        return from < rows.length ? rows[from][TIMED_WEIGHT] : 0;
    }

    double timeSumMs(final int from) {
        return from < rows.length ? rows[from][TIME_SUM_MS] : 0;
    }

    void scale(final double factor) {
        for (final double[] row : rows) {
            for (int index = 0; index < row.length; index++) {
                row[index] *= factor;
            }
        }
    }

    void pass(final Archive archive) {
        final int length = archive.passCount(rows.length, GroupChains.STATES);
        if (archive.isRestoring()) {
            rows = new double[length][];
            Arrays.fill(rows, NO_ROW);
        }
        for (int from = 0; from < length; from++) {
            rows[from] = archive.passGrown(rows[from]);
        }
    }

    private double[] row(final int from, final int to) {
        if (from < rows.length && COUNTS + to < rows[from].length) {
            return rows[from];
        }
        return grown(from, to);
    }

    private double[] grown(final int from, final int to) {
        if (from >= rows.length) {
            final int known = rows.length;
            rows = Arrays.copyOf(rows, capacity(from));
            Arrays.fill(rows, known, rows.length, NO_ROW);
        }
        if (COUNTS + to >= rows[from].length) {
            rows[from] = Arrays.copyOf(rows[from], COUNTS + capacity(to));
        }
        return rows[from];
    }

    private static int capacity(final int state) {
        return Math.min(GroupChains.STATES, Math.max(4, Integer.highestOneBit(state) << 1));
    }
}
