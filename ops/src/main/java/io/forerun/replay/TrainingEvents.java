package io.forerun.replay;

import io.forerun.neural.Features;
import io.forerun.neural.training.EventSequences;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Collects events to train on, in order of time, within bounds: where there are more, whole users are left out by a hash of
 * their id, so that those who stay are a fair sample with all their events. Not thread safe.
 */
public final class TrainingEvents {
    /** Events kept at most. */
    public static final int MOST = 4_000_000;

    private static final int UNKNOWN = -1;

    private final int most;
    private final Long2LongHashMap userById = new Long2LongHashMap(UNKNOWN);
    private long[] id = new long[1_024];
    private int[] user = new int[1_024];
    private long[] timeMs = new long[1_024];
    private byte[] action = new byte[1_024];
    private short[] object = new short[1_024];
    private byte[] device = new byte[1_024];
    private float[] cost = new float[1_024];
    private int users;
    private int size;
    private int halvings;

    /** Collects {@link #MOST}. */
    public TrainingEvents() {
        this(MOST);
    }

    TrainingEvents(final int most) {
        this.most = most;
    }

    /**
     * Takes an event.
     *
     * @param whatAction number of the action, 0 and up
     * @param objectFold 32-bit fold of the object's name, 0 for none
     * @param whatDevice number of the device, 0 and up
     */
    public void add(
            final long userId,
            final long atMs,
            final int whatAction,
            final int objectFold,
            final int whatDevice,
            final float whatCost) {
        if (!stays(userId)) {
            return;
        }
        if (size == most) {
            halvings++;
            compact();
            add(userId, atMs, whatAction, objectFold, whatDevice, whatCost);
            return;
        }
        if (size == timeMs.length) {
            grow(Math.min(most, 2 * size));
        }
        user[size] = number(userId);
        timeMs[size] = atMs;
        action[size] = (byte) Math.min(whatAction, Features.ACTIONS - 1);
        object[size] = (short) Features.objectRow(objectFold);
        device[size] = (byte) Math.min(whatDevice, Features.DEVICES - 1);
        cost[size] = whatCost;
        size++;
    }

    private int number(final long userId) {
        final long known = userById.get(userId);
        if (known != UNKNOWN) {
            return (int) known;
        }
        if (users == id.length) {
            id = Arrays.copyOf(id, 2 * users);
        }
        id[users] = userId;
        userById.put(userId, users);
        return users++;
    }

    private boolean stays(final long userId) {
        return userId * 0x9E3779B97F4A7C15L >>> 1 <= Long.MAX_VALUE >>> halvings;
    }

    /** Drops the events of users who do not stay; numbers of users are given anew. */
    private void compact() {
        final long[] ids = Arrays.copyOf(id, users);
        userById.clear();
        users = 0;
        int kept = 0;
        for (int event = 0; event < size; event++) {
            final long userId = ids[user[event]];
            if (stays(userId)) {
                user[kept] = number(userId);
                timeMs[kept] = timeMs[event];
                action[kept] = action[event];
                object[kept] = object[event];
                device[kept] = device[event];
                cost[kept] = cost[event];
                kept++;
            }
        }
        size = kept;
    }

    private void grow(final int length) {
        user = Arrays.copyOf(user, length);
        timeMs = Arrays.copyOf(timeMs, length);
        action = Arrays.copyOf(action, length);
        object = Arrays.copyOf(object, length);
        device = Arrays.copyOf(device, length);
        cost = Arrays.copyOf(cost, length);
    }

    /** Events collected. */
    public int size() {
        return size;
    }

    /** Events from a time on. */
    public int since(final long fromMs) {
        int count = 0;
        for (int event = 0; event < size; event++) {
            count += timeMs[event] >= fromMs ? 1 : 0;
        }
        return count;
    }

    /** Time before which a share of the events came. */
    public long timeOfShare(final double share) {
        final long[] sorted = Arrays.copyOf(timeMs, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1, (long) (share * size))];
    }

    /** The events by user, each user's in order of time. */
    public EventSequences sequences() {
        final int[] first = new int[users + 1];
        for (int event = 0; event < size; event++) {
            first[user[event] + 1]++;
        }
        for (int index = 0; index < users; index++) {
            first[index + 1] += first[index];
        }
        final int[] next = Arrays.copyOf(first, users);
        final int[] source = new int[size];
        for (int event = 0; event < size; event++) {
            // Mostly in order: a late event moves a few places at most.
            int place = next[user[event]]++;
            while (place > first[user[event]] && timeMs[source[place - 1]] > timeMs[event]) {
                source[place] = source[place - 1];
                place--;
            }
            source[place] = event;
        }
        return gather(first, source);
    }

    private EventSequences gather(final int[] first, final int[] source) {
        final EventSequences sequences = new EventSequences(
                first, new long[size], new byte[size], new short[size], new byte[size], new float[size]);
        for (int place = 0; place < size; place++) {
            sequences.timeMs()[place] = timeMs[source[place]];
            sequences.action()[place] = action[source[place]];
            sequences.object()[place] = object[source[place]];
            sequences.device()[place] = device[source[place]];
            sequences.cost()[place] = cost[source[place]];
        }
        return sequences;
    }
}
