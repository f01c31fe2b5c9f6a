package io.forerun.forecast;

import io.forerun.simd.Kernels;
import io.forerun.state.Archive;

/**
 * Autocorrelation of a series at every lag up to a length, aged exponentially, and the period that it shows. One multiply-add
 * per lag and value, all in a row.
 */
final class Autocorrelation {
    private static final int SHORTEST = 3;

    /** Least correlation of a period, and how many standard errors of chance are added to it. */
    private static final double THRESHOLD = .1;

    private static final double SIGMAS = 2;

    /** Cycles that have to have been seen. */
    private static final int CYCLES = 3;

    /** A period is the shortest whose correlation is almost the largest: its multiples correlate as well. */
    private static final float ALMOST = .9f;

    /** A new period has to be this much better; the old one stays until it falls below this share of the threshold. */
    private static final float BETTER = 1.2f;

    private static final float WORSE = .7f;

    /** Values that wait until they enter the products all at once, at most. */
    private static final int MOST_WAITING = 64;

    private final Kernels kernels;
    private final int length;
    private final int capacity;
    private final float keep;

    /** Every value twice, so that the newest {@code length} are always in a row, also seen from each that waits. */
    private final float[] values;

    /** Of the newest with the value {@code length - index} before it. */
    private final float[] products;

    private float energy;
    private long seen;
    private long newest;
    private int waiting;

    Autocorrelation(final Kernels kernels, final int length, final float keep) {
        this.kernels = kernels;
        this.length = length;
        this.keep = keep;
        capacity = length + MOST_WAITING;
        values = new float[2 * capacity];
        products = new float[length];
    }

    /** Appends the value of a bucket, 0 where it is missing. */
    void append(final long bucket, final float value) {
        final int at = slot(bucket);
        values[at] = value;
        values[at + capacity] = value;
        energy = Math.fma(keep, energy, value * value);
        newest = bucket;
        seen++;
        waiting++;
        if (waiting == MOST_WAITING) {
            enter();
        }
    }

    /** Enters what waits, oldest first: once an hour, since the products of many series would not stay in the cache. */
    private void enter() {
        for (; waiting > 0; waiting--) {
            final int at = slot(newest - waiting + 1);
            kernels.age(products, keep, values[at], values, at + capacity - length);
        }
    }

    private int slot(final long bucket) {
        return (int) Math.floorMod(bucket, (long) capacity);
    }

    /** Value of one of the newest {@code length} buckets. */
    float at(final long bucket) {
        return values[slot(bucket)];
    }

    /** Which period to believe in where {@code present} was believed in so far; 0 for none. O(length): not every tick. */
    int period(final int present) {
        enter();
        final float threshold = energy * (float) (THRESHOLD + SIGMAS / Math.sqrt(seen));
        final float held = present == 0 ? 0 : products[length - present];
        final int kept = present > 0 && held >= WORSE * threshold ? present : 0;
        float best = 0;
        for (int lag = SHORTEST; lag < length - 1 && (long) CYCLES * lag <= seen; lag++) {
            best = isPeak(lag) ? Math.max(best, products[length - lag]) : best;
        }
        if (best <= threshold) {
            return kept;
        }
        int shortest = SHORTEST;
        while (!isPeak(shortest) || products[length - shortest] < ALMOST * best) {
            shortest++;
        }
        return kept == 0 || products[length - shortest] > BETTER * held ? shortest : kept;
    }

    private boolean isPeak(final int lag) {
        final int at = length - lag;
        return products[at] > products[at - 1] && products[at] > products[at + 1];
    }

    void pass(final Archive archive) {
        archive.pass(values);
        archive.pass(products);
        energy = archive.pass(energy);
        seen = archive.pass(seen);
        newest = archive.pass(newest);
        waiting = archive.pass(waiting);
    }
}
