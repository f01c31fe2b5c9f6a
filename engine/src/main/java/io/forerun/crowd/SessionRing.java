package io.forerun.crowd;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Users of one group who are in session, by the slot of time in which they were last seen and by what they did then. Whole numbers,
 * so that users come and go exactly; a slot that has become too old is emptied when the ring is next touched. Engine thread only.
 */
final class SessionRing {
    /** Slots that live: a session's gap, and the one in which it is over. */
    static final int SLOTS = 128;

    private static final int FIRST_WIDTH = 8;
    private static final int MOST_WIDTH = 1 << 16;
    private static final double[] NOBODY = {};

    /** [slot][action], as wide as the actions that were seen. */
    private int[] counts = new int[SLOTS * FIRST_WIDTH];

    private int width = FIRST_WIDTH;
    private int users;
    private long newest = Long.MIN_VALUE;

    /** Users come to a slot that lives, or leave it. */
    void add(final long slot, final int action, final int change) {
        while (action >= width) {
            widen();
        }
        counts[place(slot) + action] += change;
        users += change;
    }

    private void widen() {
        final int[] wider = new int[SLOTS * width * 2];
        for (int slot = 0; slot < SLOTS; slot++) {
            System.arraycopy(counts, slot * width, wider, slot * width * 2, width);
        }
        counts = wider;
        width *= 2;
    }

    /** Makes a slot the newest, unless it is older than that. */
    void advance(final long slot) {
        advance(slot, NOBODY);
    }

    /** The same; adds those who have become too old to what is counted by action. */
    void advance(final long slot, final double[] gone) {
        final long fresh = newest == Long.MIN_VALUE ? 0 : Math.min(SLOTS, slot - newest);
        for (long cleared = slot - fresh + 1; cleared <= slot; cleared++) {
            final int from = place(cleared);
            for (int action = 0; action < width; action++) {
                users -= counts[from + action];
                if (gone != NOBODY) {
                    gone[action] += counts[from + action];
                }
            }
            Arrays.fill(counts, from, from + width, 0);
        }
        newest = Math.max(newest, slot);
    }

    /** Users in session. */
    int users() {
        return users;
    }

    /** Users who were last seen in a slot, doing an action. */
    int count(final long slot, final int action) {
        return action < width ? counts[place(slot) + action] : 0;
    }

    private int place(final long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS) * width;
    }

    /** Passes all that is not zero, and where it lies unless a hash is wanted. */
    void pass(final Archive archive) {
        users = archive.pass(users);
        if (!archive.isFolding()) {
            newest = archive.pass(newest);
            width = archive.passCount(width, MOST_WIDTH);
            counts = archive.passGrown(counts);
            return;
        }
        for (int slot = 0; slot < SLOTS && users > 0; slot++) {
            for (int action = 0; action < width; action++) {
                final int count = counts[slot * width + action];
                if (count != 0) {
                    archive.pass(slot);
                    archive.pass(action);
                    archive.pass(count);
                }
            }
        }
    }
}
