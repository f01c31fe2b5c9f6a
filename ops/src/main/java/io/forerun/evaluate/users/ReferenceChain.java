package io.forerun.evaluate.users;

/**
 * The chain to be held against: first order, over all users, exact counts. One observation's worth of the overall
 * frequencies is added to each row (a Laplace prior, but not uniform), so what was never seen next is ordered by what is frequent.
 */
final class ReferenceChain implements NextActionModel {
    private static final int ACTIONS = 1_024;

    private final int[][] counts = new int[ACTIONS][];
    private final int[] visits = new int[ACTIONS];
    private long total;
    private int mostFrequent;

    @Override
    public int capacity() {
        return ACTIONS;
    }

    @Override
    public double likelihood(final long user, final int present, final int next) {
        final int[] row = counts[Math.min(present, ACTIONS - 1)];
        return (row == null ? 0 : row[next]) + (double) visits[next] / Math.max(1, total);
    }

    @Override
    public void learn(final long user, final int present, final int next) {
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
