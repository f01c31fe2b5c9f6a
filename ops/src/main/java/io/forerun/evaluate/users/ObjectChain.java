package io.forerun.evaluate.users;

import java.util.Arrays;

/**
 * The chain to be held against: which object follows which, over all users, in bounded memory. Objects are known by a 32-bit fold of their name, each of a
 * fixed number of rows keeps the counts of its most frequent successors (Space-Saving: Metwally, Agrawal, El Abbadi 2005). Where
 * rows run out, the least visited of those in reach makes room.
 */
final class ObjectChain {
    /** An object that is unknown. */
    static final int NONE = 0;

    private static final int GUESSES = 3;
    private static final int REACH = 16;

    private final int mask;
    private final int slots;
    private final int[] objects;
    private final int[] visits;
    private final int[] nextObjects;
    private final int[] nextCounts;
    private final int[] frequent = new int[GUESSES];
    private final int[] frequentVisits = new int[GUESSES];

    /**
     * Makes an empty chain.
     *
     * @param rows objects remembered at most, a power of 2
     * @param slots successors remembered of each
     */
    ObjectChain(final int rows, final int slots) {
        this.slots = slots;
        mask = rows - 1;
        objects = new int[rows];
        visits = new int[rows];
        nextObjects = new int[rows * slots];
        nextCounts = new int[rows * slots];
    }

    /** Fold of a name's hash, never {@link #NONE}. */
    static int fold(final long hash) {
        final int fold = (int) (hash ^ hash >>> 32);
        return fold == NONE ? 1 : fold;
    }

    /** The object visited most so far, {@link #NONE} before the first. */
    int mostFrequent() {
        return frequent[0];
    }

    /** The three objects expected next, best first; what the row cannot tell is filled with what is frequent. */
    void expect(final int present, final int[] guesses) {
        Arrays.fill(guesses, NONE);
        final int row = find(present);
        for (int guess = 0; row >= 0 && guess < GUESSES; guess++) {
            int best = -1;
            for (int slot = row * slots; slot < (row + 1) * slots; slot++) {
                final boolean better = nextCounts[slot] > (best < 0 ? 0 : nextCounts[best]);
                if (better && !contains(guesses, nextObjects[slot])) {
                    best = slot;
                }
            }
            if (best < 0) {
                break;
            }
            guesses[guess] = nextObjects[best];
        }
        for (int guess = 0, filler = 0; guess < GUESSES; guess++) {
            while (guesses[guess] == NONE && filler < GUESSES && frequent[filler] != NONE) {
                guesses[guess] = contains(guesses, frequent[filler]) ? NONE : frequent[filler];
                filler++;
            }
        }
    }

    private static boolean contains(final int[] guesses, final int object) {
        for (final int guess : guesses) {
            if (guess == object) {
                return true;
            }
        }
        return false;
    }

    /** Learns a step from one object to the next; {@link #NONE} where there was none before. */
    void learn(final int present, final int next) {
        if (present != NONE) {
            count(claim(present) * slots, next);
        }
        final int row = claim(next);
        visits[row]++;
        rankFrequent(next, visits[row]);
    }

    private void count(final int from, final int next) {
        int least = from;
        for (int slot = from; slot < from + slots; slot++) {
            if (nextObjects[slot] == next) {
                nextCounts[slot]++;
                return;
            }
            if (nextCounts[slot] < nextCounts[least]) {
                least = slot;
            }
        }
        nextObjects[least] = next;
        nextCounts[least]++;
    }

    /** The row of an object, -1 where it has none. */
    private int find(final int object) {
        for (int probe = 0; probe < REACH; probe++) {
            final int row = place(object) + probe & mask;
            if (objects[row] == object) {
                return row;
            }
            if (objects[row] == NONE) {
                return -1;
            }
        }
        return -1;
    }

    private int claim(final int object) {
        int least = place(object);
        for (int probe = 0; probe < REACH; probe++) {
            final int row = place(object) + probe & mask;
            if (objects[row] == object) {
                return row;
            }
            if (objects[row] == NONE) {
                objects[row] = object;
                return row;
            }
            if (visits[row] < visits[least]) {
                least = row;
            }
        }
        objects[least] = object;
        visits[least] = 0;
        Arrays.fill(nextObjects, least * slots, (least + 1) * slots, NONE);
        Arrays.fill(nextCounts, least * slots, (least + 1) * slots, 0);
        return least;
    }

    /** Fibonacci hashing: folds of short names may differ in few bits. */
    private int place(final int object) {
        return object * 0x9E3779B9 >>> 8 & mask;
    }

    private void rankFrequent(final int object, final int seen) {
        int rank = 0;
        while (rank < GUESSES && frequent[rank] != object && frequentVisits[rank] >= seen) {
            rank++;
        }
        if (rank == GUESSES) {
            return;
        }
        int from = rank;
        while (from < GUESSES - 1 && frequent[from] != object) {
            from++;
        }
        System.arraycopy(frequent, rank, frequent, rank + 1, from - rank);
        System.arraycopy(frequentVisits, rank, frequentVisits, rank + 1, from - rank);
        frequent[rank] = object;
        frequentVisits[rank] = seen;
    }
}
