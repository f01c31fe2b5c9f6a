package io.forerun.evaluate.users;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * What is remembered of each user: newest action and object, and of the rate of events its Gamma posterior. Its prior has the
 * mean gap of all users so far, worth one event. At most {@value #MAX_USERS} users; of further ones nothing is known.
 */
final class UserRows {
    /** Row of a user of whom nothing is remembered. */
    static final int NONE = -1;

    static final int MAX_USERS = 1 << 23;

    /** Mean gap before anything was seen, and how many gaps that counts as: one. */
    private static final double FIRST_GAP_S = 3_600;

    private final Long2LongHashMap rowByUser = new Long2LongHashMap(NONE);
    private int[] action = new int[1_024];
    private int[] object = new int[1_024];
    private int[] events = new int[1_024];
    private long[] firstMs = new long[1_024];
    private long[] newestMs = new long[1_024];
    private float[] priorS = new float[1_024];
    private int size;
    private long gaps;
    private double firstSumS;
    private long originMs;

    int size() {
        return size;
    }

    int find(final long user) {
        return (int) rowByUser.get(user);
    }

    int action(final int row) {
        return action[row];
    }

    int object(final int row) {
        return object[row];
    }

    long newestMs(final int row) {
        return newestMs[row];
    }

    long firstMs(final int row) {
        return firstMs[row];
    }

    /** Events of a user so far. */
    int events(final int row) {
        return events[row];
    }

    /** Shape of the posterior at the newest event. */
    double shape(final int row) {
        return events[row];
    }

    /** Rate of the posterior at the newest event, in seconds. */
    double rate(final int row) {
        return priorS[row] + (newestMs[row] - firstMs[row]) / 1e3;
    }

    /** Remembers an event of a user; {@code row} is what {@link #find} said. */
    void add(final int row, final long user, final long timeMs, final int newAction, final int newObject) {
        int at = row;
        if (at == NONE) {
            if (size == MAX_USERS) {
                return;
            }
            at = open(user, timeMs);
        } else {
            gaps++;
        }
        action[at] = newAction;
        object[at] = newObject == ObjectChain.NONE ? object[at] : newObject;
        events[at]++;
        newestMs[at] = Math.max(newestMs[at], timeMs);
        priorS[at] = (float) meanGapS(timeMs);
    }

    private int open(final long user, final long timeMs) {
        if (size == action.length) {
            grow(2 * size);
        }
        if (size == 0) {
            originMs = timeMs;
        }
        rowByUser.put(user, size);
        firstMs[size] = timeMs;
        newestMs[size] = timeMs;
        firstSumS += (timeMs - originMs) / 1e3;
        return size++;
    }

    /** Time all users have been known, over the events they had since their first. */
    private double meanGapS(final long timeMs) {
        final double knownS = Math.max(0, size * ((timeMs - originMs) / 1e3) - firstSumS);
        return (knownS + FIRST_GAP_S) / (gaps + 1);
    }

    private void grow(final int length) {
        action = Arrays.copyOf(action, length);
        object = Arrays.copyOf(object, length);
        events = Arrays.copyOf(events, length);
        firstMs = Arrays.copyOf(firstMs, length);
        newestMs = Arrays.copyOf(newestMs, length);
        priorS = Arrays.copyOf(priorS, length);
    }
}
