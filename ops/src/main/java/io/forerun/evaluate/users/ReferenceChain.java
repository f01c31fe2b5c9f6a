package io.forerun.evaluate.users;

/**
 * The chain to be held against: first order, over all users, exact counts. One observation's worth of the overall
 * frequencies is added to each row (a Laplace prior, but not uniform), so what was never seen next is ordered by what is frequent.
 */
final class ReferenceChain {
    /** Action of a user of whom nothing was seen before. */
    static final int NONE = -1;

    private static final int ACTIONS = 1_024;

    private final int[][] counts = new int[ACTIONS][];
    private final int[] visits = new int[ACTIONS];
    private long total;
    private int mostFrequent;

    /** How many of so many actions come before one in the chain's order; equals come in the order of their numbers. */
    int rank(final int present, final int next, final int actions) {
        if (next >= ACTIONS - 1) {
            return Integer.MAX_VALUE; // Not told apart.
        }
        final double own = likelihood(present, next);
        int before = 0;
        for (int other = 0; other < Math.min(actions, ACTIONS); other++) {
            final double likelihood = likelihood(present, other);
            before += likelihood > own || likelihood == own && other < next ? 1 : 0;
        }
        return before;
    }

    private double likelihood(final int present, final int next) {
        final int[] row = counts[Math.min(present, ACTIONS - 1)];
        return (row == null ? 0 : row[next]) + (double) visits[next] / Math.max(1, total);
    }

    /** Learns an event; {@link #NONE} where nothing was before it. */
    void learn(final int present, final int next) {
        final int to = Math.min(next, ACTIONS - 1);
        total++;
        if (++visits[to] > visits[mostFrequent]) {
            mostFrequent = to;
        }
        if (present != NONE) {
            final int from = Math.min(present, ACTIONS - 1);
            if (counts[from] == null) {
                counts[from] = new int[ACTIONS];
            }
            counts[from][to]++;
        }
    }

    /** The action seen most so far. */
    int mostFrequent() {
        return mostFrequent;
    }
}
