package io.forerun.crowd;

import io.forerun.markov.GroupChains;
import io.forerun.profile.ProfileRows;
import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * How many users are in session, by group, last action and how long they have been silent. It equals the sum over the profile rows
 * with {@code ==} as long as every change of a row lies between {@link #leave} and {@link #enter}, and a row leaves before it is
 * erased; users who fall silent age out by themselves. Engine thread only; allocates where a group or an action is new.
 */
final class UsersInSession {
    private final long sessionGapMs;
    private final long slotMs;
    private final SessionRing everyone = new SessionRing();
    private SessionRing[] groups = new SessionRing[16];
    private final double[] gone = new double[GroupChains.ACTIONS];
    private long newest = Long.MIN_VALUE;

    /** Nobody yet; a session is over after so long a silence. */
    UsersInSession(final long sessionGapMs) {
        this.sessionGapMs = sessionGapMs;
        slotMs = sessionGapMs / (SessionRing.SLOTS - 1) + 1;
    }

    /** Takes the user of a row out: before the row is touched or erased. */
    void leave(final ProfileRows rows, final long row) {
        if (rows.count(row) > 0) {
            add(rows, row, -1);
        }
    }

    /** Whether what the user of a row does now begins a session: before the row is touched. */
    boolean begins(final ProfileRows rows, final long row, final long nowMs) {
        return rows.count(row) == 0 || nowMs - rows.lastSeenMs(row) > sessionGapMs;
    }

    /** Takes the user of a row in: after the row was touched. */
    void enter(final ProfileRows rows, final long row) {
        advance(rows.lastSeenMs(row));
        add(rows, row, 1);
    }

    private void add(final ProfileRows rows, final long row, final int change) {
        final long slot = rows.lastSeenMs(row) / slotMs;
        if (slot > newest - SessionRing.SLOTS) {
            everyone.add(slot, rows.lastAction(row), change);
            ring(rows.group(row)).add(slot, rows.lastAction(row), change);
        }
    }

    private SessionRing ring(final int group) {
        if (group >= groups.length) {
            groups = Arrays.copyOf(groups, Math.max(group + 1, groups.length * 2));
        }
        if (groups[group] == null) {
            groups[group] = new SessionRing();
        }
        groups[group].advance(newest);
        return groups[group];
    }

    /** Brings everything to a time; earlier than the newest it does nothing. */
    void advance(final long nowMs) {
        final long slot = nowMs / slotMs;
        if (slot > newest) {
            newest = slot;
            everyone.advance(slot, gone);
        }
    }

    /** [action] Users whose session has ended with an action since the caller last set this to zero. */
    double[] gone() {
        return gone;
    }

    /** All of them together. */
    SessionRing everyone() {
        return everyone;
    }

    /** Users of a group whose number is below {@link #groups}. */
    int users(final int group) {
        return groups[group] == null ? 0 : ring(group).users();
    }

    /** Those of a group that has any. */
    SessionRing of(final int group) {
        return ring(group);
    }

    /** Groups that may have users: every number below. */
    int groups() {
        return groups.length;
    }

    /** Slot of the newest time seen. */
    long newest() {
        return newest;
    }

    long slotMs() {
        return slotMs;
    }

    /** Passes all counts; for a hash those of groups that have users, as all others are the same as none. */
    void pass(final Archive archive) {
        newest = archive.pass(newest);
        archive.pass(gone);
        if (archive.isFolding()) {
            for (int group = 0; group < groups.length; group++) {
                if (users(group) > 0) {
                    archive.pass(group);
                    groups[group].pass(archive);
                }
            }
            return;
        }
        everyone.pass(archive);
        final int count = archive.passCount(groups.length, Archive.MOST_GROWN);
        groups = Arrays.copyOf(groups, count);
        for (int group = 0; group < count; group++) {
            if (archive.pass(groups[group] != null)) {
                groups[group] = groups[group] == null ? new SessionRing() : groups[group];
                groups[group].pass(archive);
            }
        }
    }
}
