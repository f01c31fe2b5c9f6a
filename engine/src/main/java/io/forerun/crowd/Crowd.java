package io.forerun.crowd;

import io.forerun.markov.GroupChains;
import io.forerun.profile.ProfileRows;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Users in session and what they ask for, told by every record; at a tick, what they and those who will come ask for next.
 * Engine thread only.
 */
public final class Crowd {
    /** Groups whose users go on by a chain of their own: the largest ones. All others go on by the chain of all users. */
    private static final int MOST_GROUPS = 32;

    /** Multiplications that all chains together may take at a tick: some milliseconds. */
    private static final long MOST_WORK = 1L << 22;

    private final UsersInSession users;
    private final SessionCounts sessions = new SessionCounts();
    private long[] open = new long[GroupChains.ACTIONS];
    private long[] closed = new long[GroupChains.ACTIONS];
    private long openRecords;
    private long closedRecords;
    private boolean observed;

    /** Nobody in session, nothing counted; a session is over after so long a silence. */
    public Crowd(final long sessionGapMs) {
        users = new UsersInSession(sessionGapMs);
    }

    /** The user of a row is about to act. */
    public void leave(final ProfileRows rows, final long row, final long atMs) {
        if (users.begins(rows, row, atMs)) {
            sessions.begin();
        } else {
            sessions.goOn(rows.lastAction(row));
        }
        users.leave(rows, row);
    }

    /** The user of a row is about to be erased. */
    public void erase(final ProfileRows rows, final long row) {
        users.leave(rows, row);
    }

    /** The user of a row has acted. */
    public void enter(final ProfileRows rows, final long row) {
        users.enter(rows, row);
    }

    /** A record of the open bucket, which stands for so many requests. */
    public void count(final int action, final int requests) {
        open[action] += requests;
        openRecords++;
        sessions.record();
    }

    /** The open bucket, of such a length, ends; whether somebody who feeds activity was there. */
    public void close(final long endMs, final int bucketMs, final boolean wasObserved) {
        users.advance(endMs);
        sessions.close(bucketMs, users.gone());
        final long[] before = closed;
        closed = open;
        open = before;
        Arrays.fill(open, 0);
        closedRecords = openRecords;
        openRecords = 0;
        observed = wasObserved;
    }

    /**
     * What is asked for in the buckets after the one closed last.
     *
     * @param endMs its end
     * @param stepMs length of a bucket
     * @param steps buckets to tell of
     */
    public ActionFlow flow(final GroupChains chains, final long endMs, final int stepMs, final int steps) {
        final int actions = chains.actions();
        final double[][] staying = new double[steps][actions];
        final int[] own = largest(actions);
        final double[] ends = sessions.ends(chains);
        final double[] others = new double[actions];
        addPresent(chains, GroupChains.EVERYONE, ends, users.everyone(), endMs, 1, others);
        for (final int group : own) {
            final double[] present = new double[actions];
            addPresent(chains, group, ends, users.of(group), endMs, 1, present);
            chains.addVisits(group, present, ends, stepMs, staying);
            addPresent(chains, GroupChains.EVERYONE, ends, users.of(group), endMs, -1, others);
        }
        Arrays.setAll(others, action -> Math.max(0, others[action])); // What is left of rounding is nobody.
        chains.addVisits(GroupChains.EVERYONE, others, ends, stepMs, staying);
        final double requestsPerRecord = requestsPerRecord();
        for (final double[] ofStep : staying) {
            Arrays.setAll(ofStep, action -> ofStep[action] * requestsPerRecord);
        }
        return new ActionFlow(
                users.everyone().users(),
                observed,
                closed.clone(),
                staying,
                coming(chains, ends, stepMs, steps),
                sessions.arrivals());
    }

    /** Groups with a chain of their own: those with most users, as many as the work allows; of equals the first. */
    private int[] largest(final int actions) {
        final long work = Math.max(1, (long) actions * actions * actions / 3);
        final int most = (int) Math.min(MOST_GROUPS, MOST_WORK / work);
        int[] largest = new int[0];
        for (int group = 0; group < users.groups(); group++) {
            final int size = users.users(group);
            int place = largest.length;
            while (place > 0 && users.users(largest[place - 1]) < size) {
                place--;
            }
            if (size > 0 && place < most) {
                final int[] next = Arrays.copyOf(largest, Math.min(most, largest.length + 1));
                System.arraycopy(largest, place, next, place + 1, next.length - place - 1);
                next[place] = group;
                largest = next;
            }
        }
        return largest;
    }

    /**
     * Adds the users of a ring by what they did last, as many as may be expected to go on. Of a user whose session ends with
     * probability e unless it goes on after a time of mean m, a silence of d leaves x / ((1 - e) x + e) of what it was, x = exp(-d / m): the
     * longer it lasts, the surer is it the end.
     */
    private void addPresent(
            final GroupChains chains,
            final int group,
            final double[] ends,
            final SessionRing ring,
            final long nowMs,
            final int sign,
            final double[] present) {
        final long slotMs = users.slotMs();
        final double newestMs = Math.max(0, nowMs - (users.newest() * slotMs + slotMs / 2.0));
        for (int action = 0; action < present.length; action++) {
            final double end = ends[action];
            final double meanMs = Math.max(1, chains.meanTimeMs(group, action));
            final double perSlot = StrictMath.exp(-slotMs / meanMs);
            double active = StrictMath.exp(-newestMs / meanMs);
            for (int age = 0; age < SessionRing.SLOTS; age++) {
                final int count = ring.count(users.newest() - age, action);
                if (count > 0) {
                    present[action] += sign * count * active / ((1 - end) * active + end);
                }
                active = Math.max(Double.MIN_NORMAL, active * perSlot);
            }
        }
    }

    /** Users who come at an even pace: in a step those of all steps so far, each where its chain has taken it. */
    private static double[][] coming(final GroupChains chains, final double[] ends, final int stepMs, final int steps) {
        final int actions = chains.actions();
        final double[] first = new double[GroupChains.OUTCOMES];
        chains.firstAction(GroupChains.EVERYONE, first);
        final double[][] visits = new double[steps][actions];
        chains.addVisits(GroupChains.EVERYONE, Arrays.copyOf(first, actions), ends, stepMs, visits);
        final double[][] coming = new double[steps][actions];
        final double[] sum = new double[actions];
        for (int step = 0; step < steps; step++) {
            for (int action = 0; action < actions; action++) {
                // Who comes in a step comes in its middle.
                final double before = step == 0 ? first[action] : visits[step - 1][action] / 2;
                sum[action] += before + visits[step][action] / 2;
                coming[step][action] = sum[action];
            }
        }
        return coming;
    }

    /** What a record stands for, of the newest bucket that had any; clients that send one in n count n times. */
    private double requestsPerRecord() {
        return closedRecords == 0 ? 1 : (double) Arrays.stream(closed).sum() / closedRecords;
    }

    /** Passes everything. */
    public void pass(final Archive archive) {
        users.pass(archive);
        sessions.pass(archive);
        openRecords = archive.pass(openRecords);
        closedRecords = archive.pass(closedRecords);
        observed = archive.pass(observed);
        archive.pass(open);
        archive.pass(closed);
    }
}
