package io.forerun.markov;

import io.forerun.profile.ProfileRows;
import io.forerun.state.Archive;

/**
 * Chains of actions and of objects over users whose histories lie in profile rows. A record is learned before its row takes
 * it; the group is that of the user's record before, since no more is known when the next one is asked for. Engine thread only.
 */
public final class UserChains {
    private final GroupChains actions;
    private final GroupObjects objects;
    private final History history = new History();

    /** Chains that know nothing yet. */
    public UserChains(final ChainConfig config) {
        actions = new GroupChains(config);
        objects = new GroupObjects(config);
    }

    /**
     * Learns a record, and the user's own transitions into its row.
     *
     * @param row the user's, as it was before the record
     * @param group demand series of the record, which counts for a user's first one
     * @param action 0 to 255
     * @param object 32-bit fold of a name, 0 for none
     * @param atMs when, milliseconds since the epoch
     */
    public void learn(
            final ProfileRows rows,
            final long row,
            final int group,
            final int action,
            final int object,
            final long atMs) {
        load(rows, row, group);
        actions.learn(history, action, atMs);
        objects.learn(history, object, atMs);
        rows.setTransitions(row, history.own().low(), history.own().high());
    }

    /** What the user of a row does next, as {@link GroupChains#nextAction}. */
    public void nextAction(final ProfileRows rows, final long row, final long nowMs, final double[] out) {
        load(rows, row, 0);
        actions.nextAction(history, nowMs, out);
    }

    /** In which proportions the user of a row does what within a horizon, as {@link GroupChains#expectedMix}. */
    public void expectedMix(
            final ProfileRows rows, final long row, final long nowMs, final double horizonMs, final double[] out) {
        load(rows, row, 0);
        actions.expectedMix(history, nowMs, horizonMs, out);
    }

    /** Which objects the user of a row touches next, as {@link GroupObjects#next}. */
    public int nextObjects(final ProfileRows rows, final long row, final int[] next, final double[] probabilities) {
        load(rows, row, 0);
        return objects.next(history, next, probabilities);
    }

    /** The chains of actions, of groups and of all users. */
    public GroupChains actions() {
        return actions;
    }

    /** Erases what is remembered of one user beside its row; what it added to sums over users stays in them. */
    public void forget(final long userId) {
        actions.forget(userId);
    }

    /** Passes all state but that of rows. */
    public void pass(final Archive archive) {
        actions.pass(archive);
        objects.pass(archive);
    }

    private void load(final ProfileRows rows, final long row, final int groupOfFirst) {
        final int count = rows.count(row);
        history.load(
                        count == 0 ? groupOfFirst : rows.group(row),
                        rows.userId(row),
                        count < 2 ? History.NONE : rows.previousAction(row),
                        count < 1 ? History.NONE : rows.lastAction(row),
                        rows.lastSeenMs(row))
                .loadObjects(rows.previousObject(row), rows.lastObject(row));
        history.own().load(rows.transitionsLow(row), rows.transitionsHigh(row));
    }
}
