package io.forerun.gateway;

import io.forerun.prewarm.UserDue;

/**
 * Users who are due and yet to be written to one client: a queue of {@link #CAPACITY} places. Where it is full the newest is left out
 * and counted, so a client that does not read costs memory for that many and keeps nobody waiting. Guarded by its connection.
 */
final class DueOutbox {
    /** Users who wait at most. */
    static final int CAPACITY = 4_096;

    /** What became of a user. */
    enum Taken {
        /** It waits, and nobody else does. */
        FIRST,
        /** It waits behind others. */
        TAKEN,
        /** It was left out. */
        FULL
    }

    private final UserDue[] places = new UserDue[CAPACITY];
    private int first;
    private int size;
    private long dropped;

    Taken add(final UserDue user) {
        if (size == CAPACITY) {
            dropped++;
            return Taken.FULL;
        }
        final int place = (first + size++) % CAPACITY;
        if (places[place] == null) {
            places[place] = new UserDue();
        }
        places[place].copy(user);
        return size == 1 ? Taken.FIRST : Taken.TAKEN;
    }

    /** Takes the oldest out; false where there is none. */
    boolean poll(final UserDue out) {
        if (size == 0) {
            return false;
        }
        out.copy(places[first]);
        first = (first + 1) % CAPACITY;
        size--;
        return true;
    }

    /** Users left out so far. */
    long dropped() {
        return dropped;
    }
}
