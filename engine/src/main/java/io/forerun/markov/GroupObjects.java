package io.forerun.markov;

import io.forerun.memory.Digest;

/**
 * Which object a user touches next. Objects are folds of their names, 32 or 16 bits alike, 0 for none; whoever asks knows the
 * names. Too many for dense counts, so every level is a bounded {@link SuccessorTable}:
 *
 * <pre>
 *   group's popular <- all(from) <- second(before, from)
 * </pre>
 *
 * Levels shrink to the level before and are mixed as in {@link ChainLevels}; how far each is believed is learned apart for every set
 * of levels that know the context. Learning costs the same for every event and allocates nothing. Engine thread only.
 */
public final class GroupObjects {
    private static final int POPULAR = 0;
    private static final int ALL = 1;
    private static final int SECOND = 2;
    private static final int LEVELS = 3;
    private static final double PRIOR = 2;
    private static final double UNKNOWN = 1.0 / 65_536;

    private final Forgetting forgetting;
    private final SuccessorTable[] tables = new SuccessorTable[LEVELS];
    private final LevelWeights trust = new LevelWeights(LEVELS);
    private final long[] keys = new long[LEVELS];
    private final int[] rows = new int[LEVELS];
    private final double[] likelihoods = new double[LEVELS];
    private double unit = 1;
    private int known;

    /** Successors that know nothing yet. */
    public GroupObjects(final ChainConfig config) {
        forgetting = new Forgetting(config.halfLifeDays());
        for (int level = 0; level < LEVELS; level++) {
            tables[level] = new SuccessorTable(config.contextRowBits());
        }
    }

    /** Learns the next object of a user; 0, no object, is passed over. */
    public void learn(final History history, final int object, final long atMs) {
        if (object == 0) {
            return;
        }
        final double factor = forgetting.advance(atMs);
        if (factor != 1) {
            for (final SuccessorTable table : tables) {
                table.scale(factor);
            }
        }
        unit = forgetting.weight(atMs);
        locate(history);
        probability(object);
        trust.learn(known, likelihoods);
        final int levels = history.lastObject() == 0 ? ALL : LEVELS;
        for (int level = 0; level < levels; level++) {
            final SuccessorTable table = tables[level];
            table.add(rows[level] == SuccessorTable.NONE ? table.claim(keys[level]) : rows[level], object, unit);
        }
    }

    /**
     * Likeliest next objects, likeliest first.
     *
     * @param objects where they go, as many as are asked for
     * @param probabilities their probabilities, of the same length
     * @return how many were written: fewer than asked where fewer are known
     */
    public int next(final History history, final int[] objects, final double[] probabilities) {
        locate(history);
        int count = 0;
        for (int level = 0; level < LEVELS; level++) {
            for (int index = 0; rows[level] != SuccessorTable.NONE && index < SuccessorTable.CANDIDATES; index++) {
                if (tables[level].weight(rows[level], index) > 0) {
                    final int object = tables[level].successor(rows[level], index);
                    count = insert(object, probability(object), objects, probabilities, count);
                }
            }
        }
        return count;
    }

    /** Folds all state. */
    public void digest(final Digest digest) {
        digest.add(unit);
        forgetting.digest(digest);
        for (final SuccessorTable table : tables) {
            table.digest(digest);
        }
        trust.digest(digest);
    }

    private static int insert(
            final int object,
            final double probability,
            final int[] objects,
            final double[] probabilities,
            final int count) {
        int place = count;
        for (int index = 0; index < count; index++) {
            if (objects[index] == object) {
                return count;
            }
        }
        while (place > 0 && probability > probabilities[place - 1]) {
            place--;
        }
        if (place == objects.length) {
            return count;
        }
        final int grown = Math.min(count + 1, objects.length);
        System.arraycopy(objects, place, objects, place + 1, grown - place - 1);
        System.arraycopy(probabilities, place, probabilities, place + 1, grown - place - 1);
        objects[place] = object;
        probabilities[place] = probability;
        return grown;
    }

    private void locate(final History history) {
        final int from = history.lastObject();
        final int before = history.previousObject();
        keys[POPULAR] = Digest.of(history.group(), POPULAR);
        keys[ALL] = Digest.of(from, ALL);
        keys[SECOND] = Digest.of(before, from);
        known = 0;
        for (int level = 0; level < LEVELS; level++) {
            rows[level] = level == POPULAR || from != 0 ? tables[level].find(keys[level]) : SuccessorTable.NONE;
            known |= rows[level] == SuccessorTable.NONE ? 0 : 1 << level;
        }
    }

    /** Probability of one object as the mixture has it; leaves each level's in {@code likelihoods}. */
    private double probability(final int object) {
        double probability = UNKNOWN;
        double mixed = 0;
        for (int level = 0; level < LEVELS; level++) {
            final int row = rows[level];
            if (row != SuccessorTable.NONE) {
                final SuccessorTable table = tables[level];
                final double sum = table.total(row) + PRIOR * unit;
                probability = (table.weightOf(row, object) + PRIOR * unit * probability) / sum;
            }
            likelihoods[level] = probability;
            mixed += trust.weight(known, level) * probability;
        }
        return mixed;
    }
}
