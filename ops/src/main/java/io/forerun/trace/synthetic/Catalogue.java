package io.forerun.trace.synthetic;

import java.util.SplittableRandom;

/**
 * The objects: ranks by popularity (Zipf, exponent 0.8), and at each rank one object at a time that is replaced after 4 to
 * 20 days. So popularity as such stays, what is popular drifts.
 */
final class Catalogue {
    /** Objects at a time. */
    static final int RANKS = 4_000;

    private static final double EXPONENT = 0.8;
    private static final int SHORTEST_LIFE_DAYS = 4;
    private static final int LONGEST_LIFE_DAYS = 20;

    private final AliasTable zipf;
    private final long startMs;
    private final int generations;
    private final long[] lifeMs = new long[RANKS];
    private final long[] phaseMs = new long[RANKS];
    private final String[] names;

    Catalogue(final PopulationConfig config, final SplittableRandom random) {
        startMs = config.startMs();
        generations = config.days() / SHORTEST_LIFE_DAYS + 2;
        names = new String[RANKS * generations];
        final double[] weights = new double[RANKS];
        for (int rank = 0; rank < RANKS; rank++) {
            weights[rank] = StrictMath.pow(rank + 1, -EXPONENT);
            lifeMs[rank] = random.nextLong(
                    SHORTEST_LIFE_DAYS * PopulationConfig.DAY_MS, LONGEST_LIFE_DAYS * PopulationConfig.DAY_MS);
            phaseMs[rank] = random.nextLong(lifeMs[rank]);
        }
        zipf = new AliasTable(weights);
    }

    /** A rank by popularity, 0 the most popular. */
    int drawRank(final SplittableRandom random) {
        return zipf.draw(random.nextDouble());
    }

    /** The object at a rank now. */
    String object(final int rank, final long timeMs) {
        final int generation = (int) ((timeMs - startMs + phaseMs[rank]) / lifeMs[rank]);
        final int index = rank * generations + Math.min(generation, generations - 1);
        if (names[index] == null) {
            names[index] = "item-" + index;
        }
        return names[index];
    }
}
