package io.forerun.forecast;

import io.forerun.state.Archive;
import java.util.Arrays;

/** Means of demand over stretches of the recent past that follow each other; missing buckets do not count. */
final class Lags {
    /** Borders of the stretches, back from now, in groups of buckets. */
    private static final int[] BORDERS = {0, 1, 2, 3, 6, 12, 36};

    static final int STRETCHES = BORDERS.length - 1;

    private final int group;
    private final double[] ring;
    private final double[] sums = new double[STRETCHES];
    private final int[] counts = new int[STRETCHES];

    Lags(final int group) {
        this.group = group;
        ring = new double[BORDERS[STRETCHES] * group];
        clear();
    }

    void clear() {
        Arrays.fill(ring, Double.NaN);
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
    }

    /** Appends bucket {@code bucket}, NaN where it is missing. */
    void append(final long bucket, final double requests) {
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            final double entering = stretch == 0 ? requests : ring[slot(bucket - (long) BORDERS[stretch] * group)];
            move(stretch, entering, 1);
            move(stretch, ring[slot(bucket - (long) BORDERS[stretch + 1] * group)], -1);
        }
        ring[slot(bucket)] = requests;
    }

    private void move(final int stretch, final double requests, final int sign) {
        if (requests == requests) {
            counts[stretch] += sign;
            sums[stretch] = counts[stretch] == 0 ? 0 : sums[stretch] + sign * requests; // an empty sum forgets rounding
        }
    }

    /** Mean of a stretch, NaN where nothing of it was observed. */
    double mean(final int stretch) {
        return counts[stretch] > 0 ? Math.max(0, sums[stretch]) / counts[stretch] : Double.NaN;
    }

    /** Whether the newest stretch was observed throughout. */
    boolean isNewestWhole() {
        return counts[0] == group;
    }

    /** Buckets that are remembered. */
    int length() {
        return ring.length;
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) ring.length);
    }

    void pass(final Archive archive) {
        archive.pass(sums);
        archive.pass(counts);
        archive.pass(ring);
    }
}
