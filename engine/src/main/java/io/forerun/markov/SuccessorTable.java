package io.forerun.markov;

import io.forerun.memory.Digest;
import java.util.Arrays;

/**
 * What follows a context, for contexts too many to count densely: a bounded hash table whose rows keep a few candidates each.
 *
 * <pre>
 *   keys        4 places of a key side by side, 32 bytes: one cache line to find it
 *   totals      likewise, to find the lightest
 *   candidates  16 a row, 128 bytes; each 32 bits of successor above 32 bits of float weight
 * </pre>
 *
 * A key may lie in {@link #WAYS} places; where all are taken, the row of least total gives way, and since weights forget, that
 * is one rarely or not lately used. Within a row a newcomer takes the place of the lightest candidate and inherits its weight
 * (Metwally, Agrawal, El Abbadi: Efficient computation of frequent and top-k elements, 2005), which favours what is new where
 * successors are many and changing. A float counts 2^24 events of one pair within a half-life exactly; beyond, it holds still.
 * Engine thread only.
 */
final class SuccessorTable {
    /** Successors kept per context. */
    static final int CANDIDATES = 16;

    /** No such row. */
    static final int NONE = -1;

    private static final int WAYS = 4;

    private final int setMask;
    private final long[] keys;
    private final double[] totals;
    private final long[] candidates;

    /** A table of 2^rowBits contexts, 144 bytes each. */
    SuccessorTable(final int rowBits) {
        setMask = (1 << rowBits) - 1 & -WAYS;
        keys = new long[1 << rowBits];
        totals = new double[1 << rowBits];
        candidates = new long[CANDIDATES << rowBits];
    }

    /** Row of a context, {@link #NONE} where it is unknown. */
    int find(final long key) {
        final int first = (int) key & setMask;
        for (int row = first; row < first + WAYS; row++) {
            if (keys[row] == key && totals[row] > 0) {
                return row;
            }
        }
        return NONE;
    }

    /** Row for a context that {@link #find} did not find; the lightest of its places is emptied. */
    int claim(final long key) {
        final int first = (int) key & setMask;
        int lightest = first;
        for (int row = first + 1; row < first + WAYS; row++) {
            lightest = totals[row] < totals[lightest] ? row : lightest;
        }
        erase(lightest);
        keys[lightest] = key;
        return lightest;
    }

    /** Empties a row. */
    void erase(final int row) {
        Arrays.fill(candidates, row * CANDIDATES, (row + 1) * CANDIDATES, 0);
        totals[row] = 0;
        keys[row] = 0;
    }

    /** Counts one successor of a row's context. */
    void add(final int row, final int successor, final double weight) {
        final int end = (row + 1) * CANDIDATES;
        int slot = row * CANDIDATES;
        int lightest = slot;
        while (slot < end && (successorAt(slot) != successor || weightAt(slot) == 0)) {
            lightest = weightAt(slot) < weightAt(lightest) ? slot : lightest;
            slot++;
        }
        final int changed = slot < end ? slot : lightest;
        final float before = weightAt(changed);
        final float after = (float) (before + weight);
        candidates[changed] = candidate(successor, after);
        totals[row] += after - (double) before;
    }

    /** Weight of all candidates of a row: the sum of what floats hold, so that shares of it sum to 1. */
    double total(final int row) {
        return totals[row];
    }

    /** A candidate, without meaning where its {@link #weight} is 0. */
    int successor(final int row, final int index) {
        return successorAt(row * CANDIDATES + index);
    }

    /** Weight of a candidate, 0 where the place is empty. */
    double weight(final int row, final int index) {
        return weightAt(row * CANDIDATES + index);
    }

    /** Weight of one successor, 0 where it is not kept. */
    double weightOf(final int row, final int successor) {
        for (int slot = row * CANDIDATES; slot < (row + 1) * CANDIDATES; slot++) {
            if (successorAt(slot) == successor && weightAt(slot) > 0) {
                return weightAt(slot);
            }
        }
        return 0;
    }

    /** Multiplies all weights by a power of two. */
    void scale(final double factor) {
        for (int slot = 0; slot < candidates.length; slot++) {
            candidates[slot] = candidate(successorAt(slot), (float) (weightAt(slot) * factor));
        }
        for (int row = 0; row < totals.length; row++) {
            totals[row] *= factor;
        }
    }

    void digest(final Digest digest) {
        for (int row = 0; row < keys.length; row++) {
            if (totals[row] > 0) {
                digest.add(row).add(keys[row]).add(totals[row]);
                for (int slot = row * CANDIDATES; slot < (row + 1) * CANDIDATES; slot++) {
                    digest.add(candidates[slot]);
                }
            }
        }
    }

    private int successorAt(final int slot) {
        return (int) (candidates[slot] >>> 32);
    }

    private float weightAt(final int slot) {
        return Float.intBitsToFloat((int) candidates[slot]);
    }

    private static long candidate(final int successor, final float weight) {
        return (long) successor << 32 | Float.floatToRawIntBits(weight);
    }
}
