package io.forerun.evaluate.users;

/** Foretells the next action of a user, and learns online. Actions are numbered in the order of their first rows. */
interface NextActionModel {
    /** Action of a user of whom nothing was seen before. */
    int NONE = -1;

    /** How many actions it tells apart; those with greater numbers are one to it. */
    int capacity();

    /**
     * How likely an action is next, in any unit: only the order counts.
     *
     * @param user id of the user
     * @param present the user's newest action
     * @param next number below {@link #capacity}
     */
    double likelihood(long user, int present, int next);

    /**
     * Learns one event.
     *
     * @param present the user's newest action before it, {@link #NONE} for the first
     */
    void learn(long user, int present, int next);

    /** How many of so many actions come before one in the model's order; equals come in the order of their numbers. */
    default int rank(final long user, final int present, final int next, final int actions) {
        final double own = likelihood(user, present, next);
        int before = 0;
        for (int other = 0; other < Math.min(actions, capacity()); other++) {
            final double likelihood = likelihood(user, present, other);
            before += likelihood > own || likelihood == own && other < next ? 1 : 0;
        }
        return before;
    }
}
