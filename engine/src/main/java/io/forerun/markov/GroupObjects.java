package io.forerun.markov;

import io.forerun.state.Archive;

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

    private static final int POPULAR_WIDTH = 16;
    private static final int WIDTH = 8;

    /** Successors in the table of returns. */
    private static final int OTHER = 0;

    private static final int SAME = 1;
    private static final int BEFORE = 2;
    private static final int RELATIONS = 3;

    /** One event in four is counted as popular, for four, by a Weyl sequence. */
    private static final int POPULAR_SHIFT = 30;

    private static final int POPULAR_WEIGHT = 4;
    private static final int WEYL = 0x9E3779B9;

    /** Observations, each as heavy as one of now, that a level needs to count as much as the level before. */
    private static final double PRIOR = 4;

    private static final double UNKNOWN = 1.0 / 65_536;

    private final Forgetting forgetting;
    private final SuccessorRows popular;
    private final SuccessorRows returns = new SuccessorRows(GroupChains.STATES, RELATIONS);
    private final SuccessorTable all;
    private final SuccessorTable second;
    private final SuccessorRows[] levels;
    private final int[] rows = new int[LEVELS];
    private final int groups;
    private double unit = 1;
    private int weyl;
    private int last;
    private int before;
    private long allKey;
    private long secondKey;

    /** Successors that know nothing yet. */
    public GroupObjects(final ChainConfig config) {
        forgetting = new Forgetting(config.halfLifeDays());
        groups = config.maxGroups();
        popular = new SuccessorRows(config.maxGroups(), POPULAR_WIDTH);
        all = new SuccessorTable(config.contextRowBits(), WIDTH);
        second = new SuccessorTable(config.contextRowBits(), WIDTH);
        levels = new SuccessorRows[] {popular, returns, all.rows(), second.rows()};
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
        final float weight = (float) forgetting.weight();
        unit = Math.max(unit, weight);
        locate(history);
        weyl += WEYL;
        if (weyl >>> POPULAR_SHIFT == 0) {
            popular.add(rows[POPULAR], object, POPULAR_WEIGHT * weight);
        }
        if (last != 0) {
            returns.add(rows[RETURN], relation(object), weight);
            all.add(allKey, rows[ALL], object, weight);
            second.add(secondKey, rows[SECOND], object, weight);
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
            for (int index = 0; index < levels[level].width(); index++) {
                if (levels[level].weight(rows[level], index) > 0) {
                    count = insert(levels[level].successor(rows[level], index), objects, probabilities, count);
                }
            }
        }
        return count;
    }

    /** Passes all state. */
    public void pass(final Archive archive) {
        unit = archive.pass(unit);
        weyl = archive.pass(weyl);
        forgetting.pass(archive);
        popular.pass(archive);
        returns.pass(archive);
        all.pass(archive);
        second.pass(archive);
    }

    private void rescale(final double factor) {
        unit *= factor;
        popular.scale(factor);
        returns.scale(factor);
        all.scale(factor);
        second.scale(factor);
    }

    /** Finds the rows that know something of a user's situation. */
    private void locate(final History history) {
        last = history.lastObject();
        before = history.previousObject();
        rows[POPULAR] = Math.min(history.group(), groups - 1);
        rows[RETURN] = last == 0 ? SuccessorTable.NONE : history.last() + 1;
        allKey = SuccessorTable.key(last, 0);
        rows[ALL] = last == 0 ? SuccessorTable.NONE : all.find(allKey);
        secondKey = SuccessorTable.key(before, last);
        rows[SECOND] = last == 0 ? SuccessorTable.NONE : second.find(secondKey);
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
        final double prior = PRIOR * unit;
        return (levels[level].weightOf(rows[level], object) + prior * before)
                / (levels[level].sum(rows[level]) + prior);
    }

    private double returning(final int row, final int object, final double probable) {
        final int relation = relation(object);
        final double returned = relation == OTHER ? 0 : returns.weightOf(row, relation);
        final double prior = PRIOR * unit;
        return (returned + (returns.weightOf(row, OTHER) + prior) * probable) / (returns.sum(row) + prior);
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
