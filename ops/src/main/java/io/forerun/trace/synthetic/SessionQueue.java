package io.forerun.trace.synthetic;

import java.util.Arrays;

/** Binary heap of session slots by time, without allocation once it has grown; equal times go by the smaller slot. */
final class SessionQueue {
    private long[] timesMs = new long[1_024];
    private int[] slots = new int[1_024];
    private int size;

    int size() {
        return size;
    }

    /** Time of the earliest, or Long.MAX_VALUE if there is none. */
    long firstMs() {
        return size == 0 ? Long.MAX_VALUE : timesMs[0];
    }

    /** The earliest slot. */
    int first() {
        return slots[0];
    }

    void add(final long timeMs, final int slot) {
        if (size == slots.length) {
            timesMs = Arrays.copyOf(timesMs, 2 * size);
            slots = Arrays.copyOf(slots, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            final int parent = (hole - 1) >>> 1;
            if (!isBefore(timeMs, slot, parent)) {
                break;
            }
            timesMs[hole] = timesMs[parent];
            slots[hole] = slots[parent];
            hole = parent;
        }
        timesMs[hole] = timeMs;
        slots[hole] = slot;
    }

    /** Gives the earliest slot a new time. */
    void moveFirst(final long timeMs) {
        sink(timeMs, slots[0]);
    }

    /** Takes the earliest slot out. */
    void removeFirst() {
        size--;
        if (size > 0) {
            sink(timesMs[size], slots[size]);
        }
    }

    private void sink(final long timeMs, final int slot) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(timesMs[child + 1], slots[child + 1], child)) {
                child++;
            }
            if (isBefore(timeMs, slot, child)) {
                break;
            }
            timesMs[hole] = timesMs[child];
            slots[hole] = slots[child];
            hole = child;
        }
        timesMs[hole] = timeMs;
        slots[hole] = slot;
    }

    private boolean isBefore(final long timeMs, final int slot, final int other) {
        return timeMs < timesMs[other] || timeMs == timesMs[other] && slot < slots[other];
    }
}
