package io.forerun.neural;

import java.util.Arrays;

/**
 * Orders the events of a run into passes, so that each user occurs once in a pass and a user's events stay in order: the first
 * events of all users, then the second ones, and so on. Events get slots, those of a pass side by side. Engine thread only; no
 * allocation.
 */
final class EventPasses {
    private static final int NOBODY = -1;

    private final int capacity;
    private final int[] table;
    private final long[] keyOf;
    private final int[] passOf;
    private final int[] earlierOf;
    private final int[] slotOf;
    private final int[] start;
    private final int[] eventOf;
    private final boolean[] isLatest;
    private int passes;

    /** Passes over runs of at most so many events. */
    EventPasses(final int capacity) {
        this.capacity = capacity;
        table = new int[2 * Integer.highestOneBit(Math.max(2, 2 * capacity - 1))];
        keyOf = new long[capacity];
        passOf = new int[capacity];
        earlierOf = new int[capacity];
        slotOf = new int[capacity];
        start = new int[capacity + 2];
        eventOf = new int[capacity];
        isLatest = new boolean[capacity];
    }

    /**
     * Orders a run.
     *
     * @param keys whose event each one is; negative ones are nobody's and get no slot
     */
    void arrange(final long[] keys, final int count) {
        if (count > capacity) {
            throw new IllegalArgumentException("run: events=" + count + ", allowed=" + capacity);
        }
        Arrays.fill(table, NOBODY);
        Arrays.fill(start, 0);
        passes = 0;
        for (int event = 0; event < count; event++) {
            keyOf[event] = keys[event];
            if (keys[event] >= 0) {
                place(event);
                passes = Math.max(passes, passOf[event] + 1);
                start[passOf[event] + 2]++;
            }
        }
        for (int pass = 2; pass <= passes + 1; pass++) {
            start[pass] += start[pass - 1];
        }
        for (int event = 0; event < count; event++) {
            slotOf[event] = keyOf[event] < 0 ? NOBODY : start[passOf[event] + 1]++;
            if (slotOf[event] != NOBODY) {
                eventOf[slotOf[event]] = event;
            }
        }
    }

    private void place(final int event) {
        final long key = keyOf[event];
        int probe = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & table.length - 1;
        while (table[probe] != NOBODY && keyOf[table[probe]] != key) {
            probe = probe + 1 & table.length - 1;
        }
        final int earlier = table[probe];
        table[probe] = event;
        earlierOf[event] = earlier;
        isLatest[event] = true;
        passOf[event] = 0;
        if (earlier != NOBODY) {
            isLatest[earlier] = false;
            passOf[event] = passOf[earlier] + 1;
        }
    }

    /** Passes of the run. */
    int passes() {
        return passes;
    }

    /** First slot of a pass, or how many slots there are in all for {@link #passes}. */
    int start(final int pass) {
        return start[pass];
    }

    /** Slot of an event; negative for nobody's. */
    int slot(final int event) {
        return slotOf[event];
    }

    /** Slot of the same user's event before the one in this slot; negative if this is the first. */
    int earlier(final int slot) {
        final int event = earlierOf[eventOf[slot]];
        return event == NOBODY ? NOBODY : slotOf[event];
    }

    /** Whether the user of this slot has no later event in the run. */
    boolean isLatest(final int slot) {
        return isLatest[eventOf[slot]];
    }
}
