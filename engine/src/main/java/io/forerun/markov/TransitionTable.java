package io.forerun.markov;

import io.forerun.memory.Digest;

/**
 * First-order Markov chain over up to 256 actions, shared by all users. Engine thread only.
 *
 * <p>Counts are exact integers: the next-action distribution is the posterior mean under a Dirichlet prior proportional to
 * the overall frequencies, worth {@link #PRIOR_WEIGHT} observations (MacKay and Peto: A hierarchical Dirichlet language
 * model, 1995), so that a rare row falls back to what users do in general.
 */
public final class TransitionTable {
    /** Actions told apart; later ones share the last number. */
    public static final int ACTIONS = 256;

    private static final double PRIOR_WEIGHT = 4;

    private final long[] counts = new long[ACTIONS * ACTIONS];
    private final long[] rowSums = new long[ACTIONS];
    private final long[] visits = new long[ACTIONS];
    private long total;

    /** Counts an action that starts a user's history. */
    public void start(final int action) {
        visits[action]++;
        total++;
    }

    /** Counts a step of a user from one action to the next. */
    public void step(final int from, final int to) {
        counts[from * ACTIONS + to]++;
        rowSums[from]++;
        visits[to]++;
        total++;
    }

    /** Probability that {@code to} follows {@code from}; the overall frequency where nothing is known of {@code from}. */
    public double probability(final int from, final int to) {
        final double overall = total == 0 ? 0 : (double) visits[to] / total;
        return (counts[from * ACTIONS + to] + PRIOR_WEIGHT * overall) / (rowSums[from] + PRIOR_WEIGHT);
    }

    /** Folds all counts. */
    public void digest(final Digest digest) {
        digest.add(total);
        for (final long count : counts) {
            digest.add(count);
        }
        for (final long visit : visits) {
            digest.add(visit);
        }
    }
}
