package io.forerun.profile;

import io.forerun.state.Archive;

/**
 * The users of the last {@link #CAPACITY} records, by hash. They are never evicted: so a run cannot evict its own rows, and
 * since the rule does not know where runs begin, what is evicted does not depend on how records were batched.
 */
final class RecentUsers {
    /** Records remembered, the most that a run can have. */
    static final int CAPACITY = 256;

    private static final int FILTER_MASK = 4095;

    private final long[] hashes = new long[CAPACITY];
    private final short[] filter = new short[FILTER_MASK + 1];
    private int oldest;

    RecentUsers() {
        filter[0] = CAPACITY;
    }

    void add(final long hash) {
        replace(oldest, hash);
        oldest = oldest + 1 & CAPACITY - 1;
    }

    boolean contains(final long hash) {
        if (filter[(int) hash & FILTER_MASK] == 0) {
            return false;
        }
        for (final long recent : hashes) {
            if (recent == hash) {
                return true;
            }
        }
        return false;
    }

    void forget(final long hash) {
        for (int index = 0; index < CAPACITY; index++) {
            if (hashes[index] == hash) {
                replace(index, 0);
            }
        }
    }

    private void replace(final int index, final long hash) {
        filter[(int) hashes[index] & FILTER_MASK]--;
        hashes[index] = hash;
        filter[(int) hash & FILTER_MASK]++;
    }

    /** Passes all. */
    void pass(final Archive archive) {
        archive.pass(hashes);
        archive.pass(filter);
        oldest = archive.pass(oldest);
    }
}
