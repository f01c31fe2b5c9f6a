package io.forerun.neural.training;

import io.forerun.neural.ParameterGroup;
import java.util.Arrays;

/**
 * Users' sequences cut into segments for truncated back-propagation. A segment starts from the state in which the one before it
 * ended when that was last computed: at most a pass old, so segments can be taken in any order.
 */
final class Segments {
    static final int LENGTH = 32;
    static final int NONE = -1;

    private int[] from = new int[1_024];
    private int[] to = new int[1_024];
    private int[] user = new int[1_024];

    /** Place of the state it starts from, {@link #NONE} for a user's first: that starts from nothing. */
    private int[] place = new int[1_024];

    private int size;
    private int places;
    private float[] states = {};

    private Segments() {}

    /** Segments of the events before a time. */
    static Segments of(final EventSequences events, final long beforeMs) {
        return of(events, Long.MIN_VALUE, beforeMs);
    }

    /** Segments of the events from a time to another, exclusive: users start from nothing there. */
    static Segments of(final EventSequences events, final long fromMs, final long beforeMs) {
        final Segments segments = new Segments();
        for (int user = 0; user < events.users(); user++) {
            int begin = events.firstEvent()[user];
            while (begin < events.firstEvent()[user + 1] && events.timeMs()[begin] < fromMs) {
                begin++;
            }
            int end = begin;
            while (end < events.firstEvent()[user + 1] && events.timeMs()[end] < beforeMs) {
                end++;
            }
            for (int at = begin; at < end; at += LENGTH) {
                segments.add(user, at, Math.min(end, at + LENGTH), at == begin);
            }
        }
        segments.states = new float[segments.places * ParameterGroup.HIDDEN];
        return segments;
    }

    private void add(final int owner, final int begin, final int end, final boolean isFirst) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
            user = Arrays.copyOf(user, 2 * size);
            place = Arrays.copyOf(place, 2 * size);
        }
        from[size] = begin;
        to[size] = end;
        user[size] = owner;
        place[size] = isFirst ? NONE : places++;
        size++;
    }

    int size() {
        return size;
    }

    int from(final int segment) {
        return from[segment];
    }

    int length(final int segment) {
        return to[segment] - from[segment];
    }

    int to(final int segment) {
        return to[segment];
    }

    int user(final int segment) {
        return user[segment];
    }

    /** Copies the state that a segment starts from. */
    void load(final int segment, final float[] out, final int at) {
        if (place[segment] == NONE) {
            Arrays.fill(out, at, at + ParameterGroup.HIDDEN, 0);
        } else {
            System.arraycopy(states, place[segment] * ParameterGroup.HIDDEN, out, at, ParameterGroup.HIDDEN);
        }
    }

    /** Takes the state in which a segment ended, for the one that follows it. */
    void store(final int segment, final float[] values, final int at) {
        final int next = segment + 1;
        if (next < size && place[next] != NONE) {
            System.arraycopy(values, at, states, place[next] * ParameterGroup.HIDDEN, ParameterGroup.HIDDEN);
        }
    }
}
