package io.forerun.markov;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * The hierarchy that predicts a transition. Each level shrinks what it saw to the level before it by a Dirichlet prior (MacKay
 * and Peto: A hierarchical Dirichlet language model, 1995; Teh: A hierarchical Bayesian language model based on Pitman-Yor
 * processes, 2006, without its discount), and {@link LevelWeights} learn per state how far each level is to be believed.
 *
 * <pre>
 *   frequencies <- all(from) <- group(from) <- second(previous, from) <- own(from) <- user(previous, from)
 * </pre>
 *
 * Own transitions are those of the user's row; second and user are hashed and bounded. After a session's end the state left is {@link
 * GroupChains#OUTSIDE} and the previous one is what the user did last, so how a user comes back depends on how it left.
 * Engine thread only.
 */
final class ChainLevels {
    /** No time is known between two actions. */
    static final double UNTIMED = -1;

    /** Levels that are mixed: all, group, second, own, user. */
    private static final int LEVELS = 5;

    private static final int ALL = 0;
    private static final int GROUP = 1;
    private static final int SECOND = 2;
    private static final int OWN = 3;
    private static final int USER = 4;

    private static final int WIDTH = 8;

    /** One event in sixteen judges the levels, by a Weyl sequence: trust moves slowly, and judging costs as much as all else. */
    private static final int JUDGED_SHIFT = 28;

    private static final int WEYL = 0x9E3779B9;

    /** Observations, each as heavy as one of now, that a level needs to count as much as the level before. */
    private static final double PRIOR = 2;

    private static final double PRIOR_OWN = 4;
    private static final int KEY_SHIFT = 9;

    private final double[] visits = new double[GroupChains.STATES];
    private final TransitionCounts all = new TransitionCounts();
    private final TransitionCounts[] groups;
    private final SuccessorTable second;
    private final SuccessorTable user;
    private final LevelWeights trust = new LevelWeights(LEVELS);
    private final double[] likelihoods = new double[LEVELS];
    private final double[] level = new double[GroupChains.STATES];
    private final int[] every = new int[GroupChains.STATES];
    private final int[] one = new int[2];
    private double visitSum;
    private double unit = 1;
    private int states = 1;
    private TransitionCounts group;
    private int previous;
    private int from;
    private int secondRow;
    private int userRow;
    private long secondKey;
    private long userKey;
    private int weyl;

    ChainLevels(final ChainConfig config) {
        Arrays.setAll(every, state -> state);
        groups = new TransitionCounts[config.maxGroups()];
        second = new SuccessorTable(config.contextRowBits(), WIDTH);
        user = new SuccessorTable(config.contextRowBits(), WIDTH);
    }

    /** States in use: the outside and every action up to the largest seen. */
    int states() {
        return states;
    }

    /** Counts a transition, after the levels were judged by it; with the time spent in the state left, or {@link #UNTIMED}. */
    void learn(
            final History history,
            final int previous,
            final int from,
            final int to,
            final double weight,
            final double timeMs) {
        unit = Math.max(unit, weight);
        states = Math.max(states, to + 1);
        open(history.group());
        locate(history, previous, from);
        weyl += WEYL;
        if (weyl >>> JUDGED_SHIFT == 0) {
            one[1] = to; // The end of the session comes along, since own transitions leave it as it is.
            predict(history, one, to == GroupChains.OUTSIDE ? 1 : 2, null);
            trust.learn(from, likelihoods);
        }
        visits[to] += weight;
        visitSum += weight;
        count(all, to, weight, timeMs);
        if (group != all) {
            count(group, to, weight, timeMs);
        }
        second.add(secondKey, secondRow, to, (float) weight);
        user.add(userKey, userRow, to, (float) weight);
    }

    private void count(final TransitionCounts counts, final int to, final double weight, final double timeMs) {
        if (timeMs < 0) {
            counts.add(from, to, weight);
        } else {
            counts.add(from, to, weight, timeMs);
        }
    }

    /** Probability of each state after {@code from}; sums to 1 over {@link #states}, also where nothing is known. */
    void predict(final History history, final int previous, final int from, final double[] out) {
        locate(history, previous, from);
        predict(history, every, states, out);
    }

    /** The same as a group in general does, without the user and without second order. */
    void predictGroup(final int groupNumber, final int from, final double[] out) {
        group = counts(groupNumber);
        this.from = from;
        shrinkToFrequencies(every, states);
        shrink(all, every, states);
        if (group != all) {
            shrink(group, every, states);
        }
        System.arraycopy(level, 0, out, 0, states);
    }

    /** The same as a user does whose own transitions are shrunk to the group's, whatever came before. */
    void predictOwn(final History history, final int from, final double[] out) {
        predictGroup(history.group(), from, out);
        previous = from;
        shrinkOwn(history.own(), every, states);
        System.arraycopy(level, 0, out, 0, states);
    }

    /** Mean time in a state before the next action of the session, milliseconds; {@code unknownMs} where none was seen. */
    double meanTimeMs(final int groupNumber, final int from, final double unknownMs) {
        final double ofAll = (all.timeSumMs(from) + unit * unknownMs) / (all.timedWeight(from) + unit);
        final TransitionCounts counts = counts(groupNumber);
        final double prior = PRIOR * unit;
        return counts == all ? ofAll : (counts.timeSumMs(from) + prior * ofAll) / (counts.timedWeight(from) + prior);
    }

    /** Erases every context of one user; what it added to groups stays, as part of a sum. */
    void forget(final long userId) {
        for (int left = 0; left < states; left++) {
            for (int before = 0; before < states; before++) {
                user.erase(userKey(userId, before, left));
            }
        }
    }

    void scale(final double factor) {
        for (int state = 0; state < visits.length; state++) {
            visits[state] *= factor;
        }
        visitSum *= factor;
        unit *= factor;
        all.scale(factor);
        for (final TransitionCounts counts : groups) {
            if (counts != null) {
                counts.scale(factor);
            }
        }
        second.scale(factor);
        user.scale(factor);
    }

    void pass(final Archive archive) {
        states = archive.pass(states);
        weyl = archive.pass(weyl);
        unit = archive.pass(unit);
        visitSum = archive.pass(visitSum);
        archive.pass(visits);
        all.pass(archive);
        for (int number = 0; number < groups.length; number++) {
            if (archive.pass(groups[number] != null)) {
                open(number);
                groups[number].pass(archive);
            }
        }
        second.pass(archive);
        user.pass(archive);
        trust.pass(archive);
    }

    private void open(final int number) {
        if (number < groups.length && groups[number] == null) {
            groups[number] = new TransitionCounts();
        }
    }

    private TransitionCounts counts(final int number) {
        return number < groups.length && groups[number] != null ? groups[number] : all;
    }

    private void locate(final History history, final int previous, final int from) {
        this.previous = previous;
        this.from = from;
        group = counts(history.group());
        secondKey = SuccessorTable.key(previous, from);
        secondRow = second.find(secondKey);
        userKey = userKey(history.user(), previous, from);
        userRow = user.find(userKey);
    }

    private static long userKey(final long userId, final int before, final int left) {
        return SuccessorTable.key(userId, before << KEY_SHIFT | left);
    }

    /** Carries the probabilities of the targets through all levels; {@code out} null: what matters is {@code likelihoods}. */
    private void predict(final History history, final int[] targets, final int count, final double[] out) {
        shrinkToFrequencies(targets, count);
        shrink(all, targets, count);
        mix(ALL, targets, count, out);
        if (group != all) {
            shrink(group, targets, count);
        }
        mix(GROUP, targets, count, out);
        shrink(second, secondRow, targets, count);
        mix(SECOND, targets, count, out);
        shrinkOwn(history.own(), targets, count);
        mix(OWN, targets, count, out);
        shrink(user, userRow, targets, count);
        mix(USER, targets, count, out);
    }

    private void mix(final int number, final int[] targets, final int count, final double[] out) {
        if (out == null) {
            likelihoods[number] = level[targets[count - 1]];
            return;
        }
        final double weight = trust.weight(from, number);
        for (int index = 0; index < count; index++) {
            final int state = targets[index];
            out[state] = (number == 0 ? 0 : out[state]) + weight * level[state];
        }
    }

    /** From the outside nobody goes outside: there END has no share. */
    private void shrinkToFrequencies(final int[] targets, final int count) {
        final boolean outside = from == GroupChains.OUTSIDE;
        final double sum = visitSum - (outside ? visits[GroupChains.OUTSIDE] : 0) + unit;
        final double even = unit / Math.max(1, outside ? states - 1 : states);
        for (int index = 0; index < count; index++) {
            final int state = targets[index];
            level[state] = outside && state == GroupChains.OUTSIDE ? 0 : (visits[state] + even) / sum;
        }
    }

    private void shrink(final TransitionCounts counts, final int[] targets, final int count) {
        final double prior = PRIOR * unit;
        final double sum = counts.sum(from) + prior;
        for (int index = 0; index < count; index++) {
            final int state = targets[index];
            level[state] = (counts.count(from, state) + prior * level[state]) / sum;
        }
    }

    private void shrink(final SuccessorTable table, final int row, final int[] targets, final int count) {
        if (row == SuccessorTable.NONE) {
            return;
        }
        final SuccessorRows rows = table.rows();
        final double prior = PRIOR * unit;
        final double share = 1 / (rows.sum(row) + prior);
        for (int index = 0; index < count; index++) {
            level[targets[index]] *= prior * share;
        }
        for (int candidate = 0; candidate < rows.width(); candidate++) {
            level[rows.successor(row, candidate)] += rows.weight(row, candidate) * share;
        }
    }

    /** Own transitions know no session's end, so they share out only what the levels before leave to actions. */
    private void shrinkOwn(final OwnTransitions own, final int[] targets, final int count) {
        final int left = from == GroupChains.OUTSIDE ? previous : from;
        final int seen = left == GroupChains.OUTSIDE ? 0 : own.total(left - 1);
        final double acting = 1 - level[GroupChains.OUTSIDE];
        for (int index = 1; index < count && seen > 0; index++) {
            final int state = targets[index];
            level[state] = (acting * own.weight(left - 1, state - 1) + PRIOR_OWN * level[state]) / (seen + PRIOR_OWN);
        }
    }
}
