package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * The distribution of demand per bucket of late, whatever the time of day: a histogram that forgets. Counts up to
 * {@link #EXACT} have a bin each, larger ones an eighth of an octave. Where demand is rare and comes in bursts that nothing
 * announces nobody knows better, whereas quantiles around an expected value are too high after each burst.
 */
final class RecentCounts {
    private static final int EXACT_OCTAVES = 4;
    private static final int EXACT = 1 << EXACT_OCTAVES;
    private static final int PER_OCTAVE = EXACT / 2;
    private static final int BINS = EXACT + (31 - EXACT_OCTAVES) * PER_OCTAVE;

    /** Newer outcomes weigh more, instead of older ones less; beyond this all are scaled back. */
    private static final double LARGEST_WEIGHT = 1e9;

    private final double growth;
    private final double growthInDrift;
    private final double[] weights = new double[BINS];
    private double newest = 1;
    private double total;

    /** {@code halfLife} of an outcome in buckets, shorter while demand drifts. */
    RecentCounts(final double halfLife) {
        growth = StrictMath.pow(2, 1 / halfLife);
        growthInDrift = StrictMath.pow(growth, Drift.HURRY);
    }

    /** Learns an outcome, 0 and up. */
    void observe(final int requests, final boolean drifting) {
        newest *= drifting ? growthInDrift : growth;
        if (newest > LARGEST_WEIGHT) {
            for (int bin = 0; bin < BINS; bin++) {
                weights[bin] /= newest;
            }
            total /= newest;
            newest = 1;
        }
        weights[bin(requests)] += newest;
        total += newest;
    }

    private static int bin(final int requests) {
        if (requests < EXACT) {
            return requests;
        }
        final int octave = 31 - Integer.numberOfLeadingZeros(requests);
        final int part = (requests >> (octave - EXACT_OCTAVES + 1)) - PER_OCTAVE;
        return EXACT + (octave - EXACT_OCTAVES) * PER_OCTAVE + part;
    }

    /** Smallest count of a bin. */
    private static double start(final int bin) {
        if (bin < EXACT) {
            return bin;
        }
        final int octave = (bin - EXACT) / PER_OCTAVE;
        return (double) (PER_OCTAVE + (bin - EXACT) % PER_OCTAVE) * (2L << octave);
    }

    /**
     * Quantiles of the levels held: a bin's weight is spread evenly over its counts, each of which reaches half a request to
     * either side.
     *
     * @param out [QUANTILES] NaN before the first outcome
     */
    void quantiles(final float[] out) {
        int bin = 0;
        double below = 0;
        for (int level = 0; level < ForecastTable.QUANTILES; level++) {
            final double sought = ForecastTable.level(level) * total;
            while (bin < BINS - 1 && below + weights[bin] < sought) {
                below += weights[bin++];
            }
            final double share = Math.min(1, (sought - below) / weights[bin]);
            out[level] = (float) (start(bin) - .5 + share * (start(bin + 1) - start(bin)));
        }
    }

    void pass(final Archive archive) {
        newest = archive.pass(newest);
        total = archive.pass(total);
        archive.pass(weights);
    }
}
