package io.forerun.markov;

import io.forerun.memory.Digest;
import java.util.Arrays;

/**
 * What follows a context, for contexts too many to count densely: a bounded hash table whose rows keep a few candidates each.
 *
 * <pre>
 *   0       8       16            24                     128
 *  +-------+-------+-------------+-----------------------+
 *  |  key  | total | candidate 0 | ... candidate 13      |     total: double; candidate: successor int, weight float
 *  +-------+-------+-------------+-----------------------+
 * </pre>
 *
 * A key may lie in {@link #WAYS} places; where all are taken, the row of least total gives way, and since weights forget, that
 * is one rarely or not lately used. Within a row a newcomer takes the place of the lightest candidate and inherits its weight
 * (Metwally, Agrawal, El Abbadi: Efficient computation of frequent and top-k elements, 2005), which favours what is new where
 * successors are many and changing. A float counts 2^24 events of one
 * pair within a half-life exactly; beyond, it holds still. Engine thread only.
 */
final class SuccessorTable {
    /** Successors kept per context. */
    static final int CANDIDATES = 14;

    /** No such row. */
    static final int NONE = -1;

    private static final int WAYS = 4;
    private static final int WORDS_SHIFT = 4;
    private static final int WORDS = 1 << WORDS_SHIFT;
    private static final int TOTAL = 1;
    private static final int FIRST = 2;

    private final int setMask;
    private final long[] words;

    /** A table of 2^rowBits contexts, 128 bytes each. */
    SuccessorTable(final int rowBits) {
        setMask = (1 << rowBits) - 1 & -WAYS;
        words = new long[WORDS << rowBits];
    }

    /** Row of a context, {@link #NONE} where it is unknown. */
    int find(final long key) {
        final int first = ((int) key & setMask) << WORDS_SHIFT;
        for (int row = first; row < first + (WAYS << WORDS_SHIFT); row += WORDS) {
            if (words[row] == key && words[row + TOTAL] != 0) {
                return row;
            }
        }
        return NONE;
    }

    /** Row for a context that {@link #find} did not find; the lightest of its places is emptied. */
    int claim(final long key) {
        final int first = ((int) key & setMask) << WORDS_SHIFT;
        int lightest = first;
        for (int row = first + WORDS; row < first + (WAYS << WORDS_SHIFT); row += WORDS) {
            if (total(row) < total(lightest)) {
                lightest = row;
            }
        }
        Arrays.fill(words, lightest, lightest + WORDS, 0);
        words[lightest] = key;
        return lightest;
    }

    /** Counts one successor of a row's context. */
    void add(final int row, final int successor, final double weight) {
        words[row + TOTAL] = Double.doubleToRawLongBits(total(row) + weight);
        int lightest = row + FIRST;
        for (int slot = row + FIRST; slot < row + WORDS; slot++) {
            final float kept = weightAt(slot);
            if (kept > 0 && successorAt(slot) == successor) {
                put(slot, successor, (float) (kept + weight));
                return;
            }
            lightest = kept < weightAt(lightest) ? slot : lightest;
        }
        put(lightest, successor, (float) (weightAt(lightest) + weight));
    }

    /** Weight of all candidates of a row: what a share of it must be taken of, since floats round where the total does not. */
    double kept(final int row) {
        double sum = 0;
        for (int slot = row + FIRST; slot < row + WORDS; slot++) {
            sum += weightAt(slot);
        }
        return sum;
    }

    /** All weight that was ever added to a row. */
    double total(final int row) {
        return Double.longBitsToDouble(words[row + TOTAL]);
    }

    /** A candidate, without meaning where its {@link #weight} is 0. */
    int successor(final int row, final int candidate) {
        return successorAt(row + FIRST + candidate);
    }

    /** Weight of a candidate, 0 where the place is empty. */
    double weight(final int row, final int candidate) {
        return weightAt(row + FIRST + candidate);
    }

    /** Weight of one successor, 0 where it is not kept. */
    double weightOf(final int row, final int successor) {
        for (int slot = row + FIRST; slot < row + WORDS; slot++) {
            if (successorAt(slot) == successor) {
                return weightAt(slot); // An empty place has weight 0 whatever it names.
            }
        }
        return 0;
    }

    /** Multiplies all weights. */
    void scale(final double factor) {
        for (int row = 0; row < words.length; row += WORDS) {
            words[row + TOTAL] = Double.doubleToRawLongBits(total(row) * factor);
            for (int slot = row + FIRST; slot < row + WORDS; slot++) {
                put(slot, successorAt(slot), (float) (weightAt(slot) * factor));
            }
        }
    }

    void digest(final Digest digest) {
        for (int row = 0; row < words.length; row += WORDS) {
            if (words[row + TOTAL] != 0) {
                digest.add(row);
                for (int word = row; word < row + WORDS; word++) {
                    digest.add(words[word]);
                }
            }
        }
    }

    private int successorAt(final int slot) {
        return (int) (words[slot] >>> 32);
    }

    private float weightAt(final int slot) {
        return Float.intBitsToFloat((int) words[slot]);
    }

    private void put(final int slot, final int successor, final float weight) {
        words[slot] = (long) successor << 32 | Float.floatToRawIntBits(weight);
    }
}
