package io.forerun.trace.synthetic;

import java.util.Arrays;

/** One column per property of a session; a slot that ended is used again, so memory follows the most active at a time. */
final class Sessions {
    /** No object yet. */
    static final int NO_RANK = -1;

    private int[] user = new int[256];
    private byte[] region = new byte[256];
    private byte[] type = new byte[256];
    private int[] rank = new int[256];
    private boolean[] crowd = new boolean[256];
    private String[] device = new String[256];
    private int[] free = new int[256];
    private int freeCount;
    private int slots;

    /** A slot for a session in that region; the other properties are those of its last owner until begin. */
    int open(final int inRegion) {
        final int slot = freeCount > 0 ? free[--freeCount] : newSlot();
        region[slot] = (byte) inRegion;
        return slot;
    }

    /** Begins a session in an open slot. */
    void begin(final int slot, final int who, final int firstType, final String onDevice, final boolean inCrowd) {
        user[slot] = who;
        type[slot] = (byte) firstType;
        rank[slot] = NO_RANK;
        crowd[slot] = inCrowd;
        device[slot] = onDevice;
    }

    void release(final int slot) {
        free[freeCount++] = slot;
    }

    int user(final int slot) {
        return user[slot];
    }

    int region(final int slot) {
        return region[slot];
    }

    /** Type of the next request. */
    int type(final int slot) {
        return type[slot];
    }

    void type(final int slot, final int next) {
        type[slot] = (byte) next;
    }

    /** Rank of the last object, or NO_RANK. */
    int rank(final int slot) {
        return rank[slot];
    }

    void rank(final int slot, final int next) {
        rank[slot] = next;
    }

    /** Whether the session belongs to a flash crowd. */
    boolean crowd(final int slot) {
        return crowd[slot];
    }

    String device(final int slot) {
        return device[slot];
    }

    private int newSlot() {
        if (slots == user.length) {
            final int length = 2 * slots;
            user = Arrays.copyOf(user, length);
            region = Arrays.copyOf(region, length);
            type = Arrays.copyOf(type, length);
            rank = Arrays.copyOf(rank, length);
            crowd = Arrays.copyOf(crowd, length);
            device = Arrays.copyOf(device, length);
            free = Arrays.copyOf(free, length);
        }
        return slots++;
    }
}
