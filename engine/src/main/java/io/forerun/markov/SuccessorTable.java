package io.forerun.markov;

import io.forerun.state.Archive;

/**
 * What follows a context, for contexts too many to count densely: a bounded hash table over {@link SuccessorRows}.
 *
 * <pre>
 *   set    0       4       8      12      16                              32
 *         +-------+-------+-------+-------+-------+-------+-------+-------+
 *         | tag 0 | tag 1 | tag 2 | tag 3 |  standing of each, float      |    half a cache line to find or refuse a context
 *         +-------+-------+-------+-------+-------+-------+-------+-------+
 * </pre>
 *
 * A context may lie in {@link #WAYS} places, and is known by 32 bits of its key. It stands by the weight of its events. Where all
 * places are taken, each newcomer wears the one of least standing down by its own weight, and takes its place only when nothing is
 * left; since a context starts with {@link #CREDIT} times its first weight, what comes once does not drive out what comes again
 * (after Misra and Gries: Finding repeated elements, 1982), and costs no more than reading the set. Engine thread only.
 */
final class SuccessorTable {
    /** No such row. */
    static final int NONE = -1;

    private static final int WAYS = 4;
    private static final int SET_LENGTH = 2 * WAYS;
    private static final float CREDIT = 8;

    private final int setMask;
    private final int[] sets;
    private final SuccessorRows rows;

    /** A table of 2^rowBits contexts, 2 and up, with so many candidates each. */
    SuccessorTable(final int rowBits, final int width) {
        setMask = (1 << rowBits) / WAYS - 1;
        sets = new int[(setMask + 1) * SET_LENGTH];
        rows = new SuccessorRows(1 << rowBits, width);
    }

    /** Key of a context of two numbers: the finaliser of MurmurHash3 over a product. */
    static long key(final long first, final long second) {
        long key = (first * 0x9E3779B97F4A7C15L + second) * 0xFF51AFD7ED558CCDL;
        key = (key ^ key >>> 32) * 0xC4CEB9FE1A85EC53L;
        return key ^ key >>> 29;
    }

    /** Candidates of the rows that {@link #find} and {@link #claim} give. */
    SuccessorRows rows() {
        return rows;
    }

    /** Row of a context, {@link #NONE} where it is unknown. */
    int find(final long key) {
        final int set = (int) key & setMask;
        final int tag = tag(key);
        for (int way = 0; way < WAYS; way++) {
            if (sets[set * SET_LENGTH + way] == tag) {
                return set * WAYS + way;
            }
        }
        return NONE;
    }

    /** Counts a successor of a context; {@code row} is what {@link #find} said, and where it said none, the context may get one. */
    void add(final long key, final int row, final int successor, final float weight) {
        int place = row;
        if (place == NONE) {
            place = claim(key, weight);
            if (place == NONE) {
                return;
            }
        }
        final int standing = standing(place);
        sets[standing] = Float.floatToRawIntBits(Float.intBitsToFloat(sets[standing]) + weight);
        rows.add(place, successor, weight);
    }

    private int claim(final long key, final float weight) {
        final int first = ((int) key & setMask) * SET_LENGTH;
        int lightest = 0;
        float least = Float.MAX_VALUE;
        for (int way = 0; way < WAYS; way++) {
            final float stands = Float.intBitsToFloat(sets[first + WAYS + way]);
            if (stands < least) {
                least = stands;
                lightest = way;
            }
        }
        if (least > weight) {
            sets[first + WAYS + lightest] = Float.floatToRawIntBits(least - weight);
            return NONE;
        }
        final int row = first / SET_LENGTH * WAYS + lightest;
        if (sets[first + lightest] != 0) {
            rows.erase(row);
        }
        sets[first + lightest] = tag(key);
        sets[first + WAYS + lightest] = Float.floatToRawIntBits((CREDIT - 1) * weight);
        return row;
    }

    /** Empties the row of a context, if it has one. */
    void erase(final long key) {
        final int row = find(key);
        if (row != NONE) {
            rows.erase(row);
            sets[place(row)] = 0;
            sets[standing(row)] = 0;
        }
    }

    /** Multiplies all weights by a power of two. */
    void scale(final double factor) {
        rows.scale(factor);
        for (int row = 0; row < (setMask + 1) * WAYS; row++) {
            final int standing = standing(row);
            sets[standing] = Float.floatToRawIntBits((float) (Float.intBitsToFloat(sets[standing]) * factor));
        }
    }

    /** Passes the contexts that there are; into an empty table where they are put back. */
    void pass(final Archive archive) {
        final int used = archive.passCount(used(), (setMask + 1) * WAYS);
        int row = -1;
        for (int known = 0; known < used; known++) {
            row = archive.isRestoring() ? archive.pass(row) : archive.pass(nextUsed(row + 1));
            final int place = place(row);
            sets[place] = archive.pass(sets[place]);
            sets[standing(row)] = archive.pass(sets[standing(row)]);
            rows.pass(row, archive);
        }
    }

    private int used() {
        int used = 0;
        for (int row = 0; row < (setMask + 1) * WAYS; row++) {
            used += sets[place(row)] == 0 ? 0 : 1;
        }
        return used;
    }

    private int nextUsed(final int from) {
        int row = from;
        while (sets[place(row)] == 0) {
            row++;
        }
        return row;
    }

    private static int place(final int row) {
        return row / WAYS * SET_LENGTH + row % WAYS;
    }

    /** Never 0, which is an empty place. */
    private static int tag(final long key) {
        return (int) (key >>> 32) | 1;
    }

    private static int standing(final int row) {
        return place(row) + WAYS;
    }
}
