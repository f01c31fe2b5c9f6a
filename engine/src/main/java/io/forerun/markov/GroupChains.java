package io.forerun.markov;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Which action follows which, per group and for users with habits, with forgetting and with the end of a session as a state
 * of its own. A session ends when a user is silent for longer than the gap; its last action is then followed by END, and the
 * next action is a start. Learning costs the same for every event and allocates only where a group or action is new.
 *
 * <p>Distributions are arrays of {@link #OUTCOMES} probabilities: by action, and at {@link #END} the session's end. They are a
 * function of what was learned, not of the moment of asking. Engine thread only.
 */
public final class GroupChains {
    /** Actions told apart: 0..255. */
    public static final int ACTIONS = 256;

    /** Where a distribution keeps the end of the session. */
    public static final int END = ACTIONS;

    /** Length of a distribution. */
    public static final int OUTCOMES = ACTIONS + 1;

    /** Number of no group: its chain is that of all users. */
    public static final int EVERYONE = Integer.MAX_VALUE;

    /** States are numbered so that those in use are dense: 0 is outside of a session, an action is its number plus 1. */
    static final int STATES = ACTIONS + 1;

    static final int OUTSIDE = 0;

    static final double UNKNOWN_TIME_MS = 60_000;

    private final ChainConfig config;
    private final Forgetting forgetting;
    private final ChainLevels levels;
    private final double[] next = new double[STATES];
    private final double[] restart = new double[STATES];
    private final VisitSolver solver = new VisitSolver();
    private final ActionMix mix;

    /** Chains that know nothing yet. */
    public GroupChains(final ChainConfig config) {
        this.config = config;
        forgetting = new Forgetting(config.halfLifeDays());
        levels = new ChainLevels(config);
        mix = new ActionMix(levels, solver);
    }

    /**
     * Learns the next action of a user, and writes it into the history's own transitions, which the caller stores.
     *
     * @param history what was known of the user before
     * @param action what it did, 0..255
     * @param atMs when
     */
    public void learn(final History history, final int action, final long atMs) {
        final double factor = forgetting.advance(atMs);
        if (factor != 1) {
            levels.scale(factor);
        }
        final double weight = forgetting.weight();
        final int to = action + 1;
        final int last = history.last() + 1;
        if (last == OUTSIDE) {
            levels.learn(history, OUTSIDE, OUTSIDE, to, weight, ChainLevels.UNTIMED);
            return;
        }
        final int previous = history.previous() + 1;
        if (isOver(history, atMs)) {
            levels.learn(history, previous, last, OUTSIDE, weight, ChainLevels.UNTIMED);
            levels.learn(history, last, OUTSIDE, to, weight, ChainLevels.UNTIMED);
        } else {
            levels.learn(history, previous, last, to, weight, Math.max(0, atMs - history.lastMs()));
        }
        history.own().learn(history.last(), action);
    }

    /** Probability of each action to follow and, at {@link #END}, of the session to end; sums to 1 once anything was learned. */
    public void nextDistribution(final History history, final double[] out) {
        levels.predict(
                history, history.last() == History.NONE ? OUTSIDE : history.previous() + 1, history.last() + 1, next);
        toOutcomes(next, out);
    }

    /**
     * Probability of each action to be the user's next, be it in this session or in a later one; END has none. Where the user
     * has been silent for longer than the gap already, the session is known to be over.
     */
    public void nextAction(final History history, final long nowMs, final double[] out) {
        final int last = history.last() + 1;
        if (last == OUTSIDE) {
            nextDistribution(history, out);
            return;
        }
        levels.predict(history, last, OUTSIDE, restart);
        if (isOver(history, nowMs)) {
            toOutcomes(restart, out);
            return;
        }
        levels.predict(history, history.previous() + 1, last, next);
        for (int state = 1; state < levels.states(); state++) {
            next[state] += next[OUTSIDE] * restart[state];
        }
        next[OUTSIDE] = 0;
        toOutcomes(next, out);
    }

    /**
     * Most probable actions, likeliest first, of two alike the lower number; END is left out.
     *
     * @return how many were written: fewer than asked where fewer are possible
     */
    public static int top(final double[] distribution, final int[] actions) {
        int count = 0;
        for (int action = 0; action < ACTIONS; action++) {
            int place = count;
            while (place > 0 && distribution[action] > distribution[actions[place - 1]]) {
                place--;
            }
            if (distribution[action] > 0 && place < actions.length) {
                count = Math.min(count + 1, actions.length);
                System.arraycopy(actions, place, actions, place + 1, count - place - 1);
                actions[place] = action;
            }
        }
        return count;
    }

    /**
     * Expected number of times that a user of a group, having just done {@code last}, does each action within a horizon, until
     * its session ends; at {@link #END} the probability that it ends within. Times between actions are taken as exponential
     * around their learned means. Costs the cube of the number of actions: for queries and ticks, not for events.
     */
    public void expectedVisits(final int group, final int last, final double horizonMs, final double[] out) {
        final int states = prepare(group);
        solver.solve(states, last + 1, horizonMs, next);
        toOutcomes(next, out);
    }

    /** The same within the next transitions, whatever time they take. */
    public void expectedVisitsAfter(final int group, final int last, final int transitions, final double[] out) {
        final int states = prepare(group);
        solver.iterate(states, last + 1, transitions, next);
        toOutcomes(next, out);
    }

    /** Actions that may occur: every number below. */
    public int actions() {
        return levels.states() - 1;
    }

    /** Probability that no action of the session follows an action in a group. */
    public double endProbability(final int group, final int action) {
        levels.predictGroup(group, action + 1, next);
        return next[OUTSIDE];
    }

    /** Mean time until the next action of the session, milliseconds. */
    public double meanTimeMs(final int group, final int action) {
        return levels.meanTimeMs(group, action + 1, UNKNOWN_TIME_MS);
    }

    /** Probability of each action to be the first of a session; END has none. */
    public void firstAction(final int group, final double[] out) {
        levels.predictGroup(group, OUTSIDE, next);
        toOutcomes(next, out);
    }

    /**
     * Adds the expected number of times that users of a group do each action in each of the next steps, until their sessions end.
     * Costs the cube of the number of actions, once for all steps.
     *
     * @param users [{@link #actions}] how many have just done each action
     * @param ends [{@link #actions}] probability that no action follows in the session: who is gone for good teaches no chain
     * @param stepMs length of a step
     * @param events [step][{@link #actions}] what is added to
     */
    public void addVisits(
            final int group, final double[] users, final double[] ends, final double stepMs, final double[][] events) {
        final int states = levels.states();
        for (int from = 1; from < states; from++) {
            levels.predictGroup(group, from, next);
            final double goesOn = (1 - ends[from - 1]) / (1 - next[OUTSIDE]);
            for (int to = 1; to < states; to++) {
                next[to] *= goesOn;
            }
            next[OUTSIDE] = ends[from - 1];
            solver.row(states, from, next, levels.meanTimeMs(group, from, UNKNOWN_TIME_MS));
        }
        final double[] start = new double[states];
        System.arraycopy(users, 0, start, 1, states - 1);
        final double[][] visits = new double[events.length][states];
        solver.steps(states, start, stepMs, visits);
        for (int step = 0; step < events.length; step++) {
            for (int state = 1; state < states; state++) {
                events[step][state - 1] += visits[step][state];
            }
        }
    }

    /**
     * Shares of the actions in all that a user does within a horizon, if it does anything: its next action is as {@link #nextAction}
     * has it, then its own habits, shrunk to its group's, go on until the session ends, each action taking its mean time. Sums to
     * 1 once anything was learned; END has none. Costs the cube of the number of actions.
     */
    public void expectedMix(final History history, final long nowMs, final double horizonMs, final double[] out) {
        nextAction(history, nowMs, out);
        final double dwellMs = levels.meanTimeMs(history.group(), history.last() + 1, UNKNOWN_TIME_MS);
        mix.spread(history, out, dwellMs, horizonMs);
    }

    /** Erases what is remembered of one user; costs the square of the number of actions. Counts of groups keep its share. */
    public void forget(final long user) {
        levels.forget(user);
    }

    /** Passes all state. */
    public void pass(final Archive archive) {
        forgetting.pass(archive);
        levels.pass(archive);
    }

    private boolean isOver(final History history, final long nowMs) {
        return nowMs - history.lastMs() > config.sessionGapMs();
    }

    private int prepare(final int group) {
        final int states = levels.states();
        for (int from = 1; from < states; from++) {
            levels.predictGroup(group, from, next);
            solver.row(states, from, next, levels.meanTimeMs(group, from, UNKNOWN_TIME_MS));
        }
        return states;
    }

    private void toOutcomes(final double[] byState, final double[] out) {
        final int states = levels.states();
        System.arraycopy(byState, 1, out, 0, states - 1);
        Arrays.fill(out, states - 1, ACTIONS, 0);
        out[END] = byState[OUTSIDE];
    }
}
