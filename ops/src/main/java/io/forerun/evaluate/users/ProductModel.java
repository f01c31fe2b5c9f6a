package io.forerun.evaluate.users;

import io.forerun.markov.ChainConfig;
import io.forerun.markov.GroupChains;
import io.forerun.markov.UserChains;
import io.forerun.profile.ProfileTable;
import java.util.Arrays;

/**
 * The product's own model: the engine's chains over histories in the engine's profile rows. Actions beyond those that chains
 * tell apart are one to it, and never guessed right.
 */
final class ProductModel implements AutoCloseable {
    /** No guess. */
    static final int NONE = -1;

    private static final int LAST_ACTION = GroupChains.ACTIONS - 1;
    private static final int LAST_GROUP = 0xFFFF;

    private final ProfileTable profiles;
    private final UserChains chains = new UserChains(ChainConfig.DEFAULT);
    private final long[] user = new long[1];
    private final long[] row = new long[1];
    private final double[] distribution = new double[GroupChains.OUTCOMES];
    private final double[] probabilities = new double[UserScore.GUESSES];

    ProductModel(final long maxUsers) {
        profiles = new ProfileTable(maxUsers, 0);
    }

    /** Probability of each action to be a user's next, as expected right after its newest event; shared, to be changed. */
    double[] nextActions(final long userId) {
        final long known = profiles.find(userId);
        if (known == ProfileTable.NONE) {
            Arrays.fill(distribution, 0);
        } else {
            chains.nextAction(profiles.rows(), known, profiles.rows().lastSeenMs(known), distribution);
            distribution[LAST_ACTION] = 0;
        }
        return distribution;
    }

    /** Fills in the next objects of a user, likeliest first; {@link ObjectChain#NONE} where there is no guess. */
    void expectObjects(final long userId, final int[] guesses) {
        Arrays.fill(guesses, ObjectChain.NONE);
        final long known = profiles.find(userId);
        if (known != ProfileTable.NONE) {
            chains.nextObjects(profiles.rows(), known, guesses, probabilities);
        }
    }

    /** Learns an event; actions and groups as they are numbered, 0 and up. */
    void learn(final long userId, final int group, final int action, final int object, final long timeMs) {
        user[0] = userId;
        profiles.locate(user, 1, row);
        if (row[0] == ProfileTable.NONE) {
            return;
        }
        final int known = Math.min(action, LAST_ACTION);
        final int series = Math.min(group, LAST_GROUP);
        chains.learn(profiles.rows(), row[0], series, known, object, timeMs);
        profiles.touch(row[0], timeMs, series, known, 0, object);
    }

    @Override
    public void close() {
        profiles.close();
    }
}
