package io.forerun.trace.synthetic;

import java.util.SplittableRandom;

/**
 * The Markov chain of request types within a session. From each type the session ends with a fixed probability; otherwise
 * the next type is with probability {@link #HABIT} the user's favourite, else drawn from the row of the late mix (as far as
 * the drift has come) or of the early one.
 */
final class Chain {
    /** Request types. */
    static final int TYPES = RequestType.values().length;

    /** What next gives at the end of the session. */
    static final int END = TYPES;

    /** Probability that a user who goes on does the favourite thing. */
    static final double HABIT = 0.2;

    /** Steps after which no session is left: each ends with 5 % or more. */
    private static final int LONGEST = 400;

    /** How many users have each type as favourite. */
    private static final double[] FAVOURITE = {0.05, 0.20, 0.35, 0.15, 0.05, 0, 0.10, 0.10};

    private static final double[] FIRST = {0.60, 0.18, 0.14, 0.01, 0.01, 0, 0.05, 0.01};
    private static final double[] ENDS = {0.10, 0.06, 0.09, 0.05, 0.08, 0.55, 0.15, 0.20};

    /** Rows in the order of the types: home, search, view, recommend, cart, checkout, account, upload. */
    private static final double[][] EARLY = {
        {0.04, 0.52, 0.26, 0.05, 0.02, 0, 0.09, 0.02},
        {0.03, 0.24, 0.66, 0.04, 0.02, 0, 0.01, 0},
        {0.05, 0.20, 0.36, 0.12, 0.25, 0, 0.02, 0},
        {0.02, 0.08, 0.76, 0.06, 0.07, 0, 0.01, 0},
        {0.04, 0.12, 0.24, 0.08, 0.07, 0.43, 0.02, 0},
        {0.46, 0.05, 0.05, 0.04, 0, 0.02, 0.36, 0.02},
        {0.34, 0.12, 0.08, 0.03, 0.03, 0, 0.16, 0.24},
        {0.20, 0.05, 0.05, 0.02, 0, 0, 0.24, 0.44}
    };

    /** The service grows into recommendations and uploads. */
    private static final double[][] LATE = {
        {0.04, 0.24, 0.18, 0.38, 0.02, 0, 0.06, 0.08},
        {0.03, 0.18, 0.48, 0.28, 0.02, 0, 0.01, 0},
        {0.03, 0.10, 0.28, 0.36, 0.21, 0, 0.02, 0},
        {0.02, 0.04, 0.66, 0.20, 0.07, 0, 0.01, 0},
        {0.02, 0.06, 0.16, 0.28, 0.05, 0.41, 0.02, 0},
        {0.36, 0.03, 0.04, 0.22, 0, 0.02, 0.27, 0.06},
        {0.20, 0.06, 0.06, 0.14, 0.02, 0, 0.12, 0.40},
        {0.12, 0.03, 0.04, 0.05, 0, 0, 0.16, 0.60}
    };

    private static final AliasTable FAVOURITE_DRAW = new AliasTable(FAVOURITE);
    private static final AliasTable FIRST_DRAW = new AliasTable(FIRST);
    private static final AliasTable[] EARLY_DRAW = tables(EARLY);
    private static final AliasTable[] LATE_DRAW = tables(LATE);

    private Chain() {}

    /** A favourite type for a new user. */
    static int favourite(final SplittableRandom random) {
        return FAVOURITE_DRAW.draw(random.nextDouble());
    }

    /** The first type of a session. */
    static int first(final SplittableRandom random) {
        return FIRST_DRAW.draw(random.nextDouble());
    }

    /** The type behind another, or END; drift is 0 for the early mix to 1 for the late one. */
    static int next(final int type, final int favourite, final double drift, final SplittableRandom random) {
        final double draw = random.nextDouble();
        final double goesOn = 1 - ENDS[type];
        if (draw >= goesOn) {
            return END;
        }
        final double habit = goesOn * HABIT;
        if (draw < habit) {
            return favourite;
        }
        final boolean late = draw < habit + (goesOn - habit) * drift;
        return (late ? LATE_DRAW : EARLY_DRAW)[type].draw(random.nextDouble());
    }

    /** What next does for users with that favourite: probability of each type and, last, of the end. */
    static double[] transitions(final int type, final int favourite, final double drift) {
        final double[] row = new double[TYPES + 1];
        for (int next = 0; next < TYPES; next++) {
            final double drawn = (1 - drift) * EARLY[type][next] + drift * LATE[type][next];
            final double habit = next == favourite ? HABIT : 0;
            row[next] = (1 - ENDS[type]) * (habit + (1 - HABIT) * drawn);
        }
        row[END] = ENDS[type];
        return row;
    }

    /** Expected requests of each type in a session of users with that favourite: first (I - P)^-1, by iteration. */
    static double[] expectedVisits(final int favourite, final double drift) {
        final double[] visits = new double[TYPES];
        double[] present = FIRST.clone();
        for (int step = 0; step < LONGEST; step++) {
            final double[] following = new double[TYPES];
            for (int type = 0; type < TYPES; type++) {
                visits[type] += present[type];
                final double[] row = transitions(type, favourite, drift);
                for (int next = 0; next < TYPES; next++) {
                    following[next] += present[type] * row[next];
                }
            }
            present = following;
        }
        return visits;
    }

    /** Expected requests of a session, all users. */
    static double expectedLength(final double drift) {
        double length = 0;
        for (int favourite = 0; favourite < TYPES; favourite++) {
            for (final double visits : expectedVisits(favourite, drift)) {
                length += FAVOURITE[favourite] * visits;
            }
        }
        return length;
    }

    /** Share of the users with that favourite. */
    static double favouriteShare(final int favourite) {
        return FAVOURITE[favourite];
    }

    private static AliasTable[] tables(final double[][] rows) {
        final AliasTable[] tables = new AliasTable[rows.length];
        for (int row = 0; row < rows.length; row++) {
            tables[row] = new AliasTable(rows[row]);
        }
        return tables;
    }
}
