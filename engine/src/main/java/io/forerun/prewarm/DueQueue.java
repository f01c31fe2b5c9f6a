package io.forerun.prewarm;

/** Users who are due and yet to be told: a queue that leaves out what finds no room. Engine thread only; no allocation. */
final class DueQueue implements DueListener {
    private final int capacity;
    private final long[] userIds;
    private final long[] seenMs;
    private final int[] begins;
    private final int[] ends;
    private int first;
    private int size;
    private long skipped;

    /** With room for so many. */
    DueQueue(final int capacity) {
        this.capacity = capacity;
        userIds = new long[capacity];
        seenMs = new long[capacity];
        begins = new int[capacity];
        ends = new int[capacity];
    }

    @Override
    public void due(final long userId, final long userSeenMs, final int begin, final int end) {
        if (size == capacity) {
            skipped++;
            return;
        }
        final int place = (first + size++) % capacity;
        userIds[place] = userId;
        seenMs[place] = userSeenMs;
        begins[place] = begin;
        ends[place] = end;
    }

    /** Hands the oldest over; false where there is none. */
    boolean poll(final DueListener listener) {
        if (size == 0) {
            return false;
        }
        final int place = first;
        first = (first + 1) % capacity;
        size--;
        listener.due(userIds[place], seenMs[place], begins[place], ends[place]);
        return true;
    }

    int size() {
        return size;
    }

    /** Users who found no room so far. */
    long skipped() {
        return skipped;
    }

    void clear() {
        size = 0;
    }
}
