package io.forerun.evaluate.users;

import java.util.Arrays;

/**
 * When to keep users warm by the histogram of each user's idle times, as serverless platforms do it (Shahrad et al.: Serverless
 * in the Wild, 2020): from a little before the 5th percentile to a little behind the 99th. A histogram that says little keeps
 * warm for its whole range; where most idle times lie beyond it, their mean takes the place of that paper's time series model.
 */
final class HybridHistogram {
    private static final int BINS = 240;
    private static final double BIN_S = 60;
    private static final double LITTLE = 2;
    private static final double BEYOND = .5;
    private static final double EARLY = .1;
    private static final double LATE = .1;
    private static final double MEAN_MARGIN = .15;
    private static final double LOW = .05;
    private static final double HIGH = .99;

    private short[][] counts = new short[1_024][];
    private int[] within = new int[1_024];
    private int[] beyond = new int[1_024];
    private double[] beyondS = new double[1_024];

    /** Counts the idle time between two events of a user. */
    void add(final int row, final double idleS) {
        if (row >= within.length) {
            final int length = Math.max(row + 1, 2 * within.length);
            counts = Arrays.copyOf(counts, length);
            within = Arrays.copyOf(within, length);
            beyond = Arrays.copyOf(beyond, length);
            beyondS = Arrays.copyOf(beyondS, length);
        }
        final int bin = (int) (idleS / BIN_S);
        if (bin >= BINS) {
            beyond[row]++;
            beyondS[row] += idleS;
            return;
        }
        if (counts[row] == null) {
            counts[row] = new short[BINS];
        }
        counts[row][bin] = (short) Math.min(Short.MAX_VALUE, counts[row][bin] + 1);
        within[row]++;
    }

    /**
     * When a user who was just here is kept warm.
     *
     * @param window [2] set to seconds since the event: from, to
     */
    void window(final int row, final double[] window) {
        final int known = row < within.length ? within[row] + beyond[row] : 0;
        window[0] = 0;
        window[1] = BINS * BIN_S;
        if (known > 0 && beyond[row] >= BEYOND * known) {
            final double meanS = beyondS[row] / beyond[row];
            window[0] = meanS * (1 - MEAN_MARGIN);
            window[1] = meanS * (1 + MEAN_MARGIN);
        } else if (known > 0 && variation(row) >= LITTLE) {
            window[0] = percentile(row, LOW) * BIN_S * (1 - EARLY);
            window[1] = (percentile(row, HIGH) + 1) * BIN_S * (1 + LATE);
        }
    }

    /** Standard deviation of the bins' counts over their mean. */
    private double variation(final int row) {
        final double mean = (double) within[row] / BINS;
        double square = 0;
        for (final short count : counts[row]) {
            square += (count - mean) * (count - mean);
        }
        return Math.sqrt(square / BINS) / mean;
    }

    private int percentile(final int row, final double share) {
        double left = share * within[row];
        int bin = 0;
        while (bin < BINS - 1 && left > counts[row][bin]) {
            left -= counts[row][bin];
            bin++;
        }
        return bin;
    }
}
