package io.forerun.markov;

import io.forerun.memory.Digest;

/**
 * Which object a user touches next. Objects are folds of their names, 32 or 16 bits alike, 0 for none; whoever asks knows the
 * names. Objects are too many for dense counts, so every level is a bounded {@link SuccessorTable}, and shrinks what it saw to the
 * level before by a Dirichlet prior:
 *
 * <pre>
 *   group's popular <- return(last action) <- all(last) <- second(before, last)
 * </pre>
 *
 * "Return" counts how often users touch their last object again, or the one before it, whatever object that is: it is all that
 * can be said of an object never seen. The group shows in what is popular; chains are those of all users, for there are many
 * objects and few events of each. Learning costs the same for every event and allocates nothing. Engine thread only.
 */
public final class GroupObjects {
    private static final int POPULAR = 0;
    private static final int RETURN = 1;
    private static final int ALL = 2;
    private static final int SECOND = 3;
    private static final int LEVELS = 4;

    /** Contexts a level can have: groups, actions, objects, pairs of objects. */
    private static final int[] MOST_ROW_BITS = {12, 9, 24, 24};

    /** Successors in the table of returns. */
    private static final int OTHER = 0;

    private static final int SAME = 1;
    private static final int BEFORE = 2;

    /** Observations, each as heavy as one of now, that a level needs to count as much as the level before. */
    private static final double PRIOR = 4;

    private static final double UNKNOWN = 1.0 / 65_536;

    private final Forgetting forgetting;
    private final SuccessorTable[] tables = new SuccessorTable[LEVELS];
    private final long[] keys = new long[LEVELS];
    private final int[] rows = new int[LEVELS];
    private double unit = 1;
    private int last;
    private int before;

    /** Successors that know nothing yet. */
    public GroupObjects(final ChainConfig config) {
        forgetting = new Forgetting(config.halfLifeDays());
        for (int level = 0; level < LEVELS; level++) {
            tables[level] = new SuccessorTable(Math.min(MOST_ROW_BITS[level], config.contextRowBits()));
        }
    }

    /** Learns the next object of a user; 0, no object, is passed over. */
    public void learn(final History history, final int object, final long atMs) {
        if (object == 0) {
            return;
        }
        final double factor = forgetting.advance(atMs);
        if (factor != 1) {
            rescale(factor);
        }
        final double weight = forgetting.weight(atMs);
        unit = Math.max(unit, weight);
        locate(history);
        final int levels = last == 0 ? RETURN : LEVELS;
        for (int level = 0; level < levels; level++) {
            final SuccessorTable table = tables[level];
            final int row = rows[level] == SuccessorTable.NONE ? table.claim(keys[level]) : rows[level];
            table.add(row, level == RETURN ? relation(object) : object, weight);
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
        if (last != 0) {
            count = insert(last, objects, probabilities, count);
        }
        if (before != 0) {
            count = insert(before, objects, probabilities, count);
        }
        for (int level = 0; level < LEVELS; level++) {
            if (level == RETURN || rows[level] == SuccessorTable.NONE) {
                continue;
            }
            for (int index = 0; index < SuccessorTable.CANDIDATES; index++) {
                if (tables[level].weight(rows[level], index) > 0) {
                    count = insert(tables[level].successor(rows[level], index), objects, probabilities, count);
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
    }

    private void rescale(final double factor) {
        unit *= factor;
        for (final SuccessorTable table : tables) {
            table.scale(factor);
        }
    }

    /** Finds the rows that know something of a user's situation. */
    private void locate(final History history) {
        last = history.lastObject();
        before = history.previousObject();
        keys[POPULAR] = Digest.of(history.group(), POPULAR);
        keys[RETURN] = Digest.of(history.last(), RETURN);
        keys[ALL] = Digest.of(last, ALL);
        keys[SECOND] = Digest.of(before, last);
        for (int level = 0; level < LEVELS; level++) {
            rows[level] = level == POPULAR || last != 0 ? tables[level].find(keys[level]) : SuccessorTable.NONE;
        }
    }

    private int relation(final int object) {
        if (object == last) {
            return SAME;
        }
        return object == before ? BEFORE : OTHER;
    }

    private double probability(final int object) {
        double probability = UNKNOWN;
        for (int level = 0; level < LEVELS; level++) {
            final int row = rows[level];
            if (row != SuccessorTable.NONE) {
                probability =
                        level == RETURN ? returning(row, object, probability) : shrunk(level, object, probability);
            }
        }
        return probability;
    }

    private double shrunk(final int level, final int object, final double before) {
        final SuccessorTable table = tables[level];
        final double prior = PRIOR * unit;
        return (table.weightOf(rows[level], object) + prior * before) / (table.total(rows[level]) + prior);
    }

    private double returning(final int row, final int object, final double popular) {
        final SuccessorTable table = tables[RETURN];
        final int relation = relation(object);
        final double returned = relation == OTHER ? 0 : table.weightOf(row, relation);
        final double prior = PRIOR * unit;
        return (returned + (table.weightOf(row, OTHER) + prior) * popular) / (table.total(row) + prior);
    }

    /** Enters an object that is not among the first {@code count} yet, in its place; returns how many there are then. */
    private int insert(final int object, final int[] objects, final double[] probabilities, final int count) {
        for (int index = 0; index < count; index++) {
            if (objects[index] == object) {
                return count;
            }
        }
        final double probability = probability(object);
        int place = count;
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
}
