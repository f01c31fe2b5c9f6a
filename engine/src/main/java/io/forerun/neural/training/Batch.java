package io.forerun.neural.training;

import io.forerun.neural.ParameterGroup;
import java.util.Arrays;

/**
 * Segments to be unrolled together, longest first, so that the lanes still running at a step are its first rows:
 *
 * <pre>
 *   lane    0 1 2 3
 *   step 0  * * * *     rows 0..3
 *   step 1  * * *       rows 4..6
 *   step 2  *           row  7
 * </pre>
 *
 * Not thread safe.
 */
final class Batch {
    final int capacity;

    /** By lane. */
    final int[] segment;

    /** By row: the event, its user's first, and behind its user's last. */
    final int[] event;

    final int[] userBegin;
    final int[] userEnd;

    /** First row of each step; one more entry holds the number of rows. */
    final int[] rowFrom = new int[Segments.LENGTH + 1];

    /** States the lanes start from, [lane][H]. */
    final float[] initial;

    int lanes;
    int rows;
    int steps;

    Batch(final int capacity) {
        this.capacity = capacity;
        segment = new int[capacity];
        event = new int[capacity];
        userBegin = new int[capacity];
        userEnd = new int[capacity];
        initial = new float[capacity * ParameterGroup.HIDDEN];
    }

    void clear() {
        lanes = 0;
        rows = 0;
        steps = 0;
    }

    /** Takes a segment in where there is room. */
    boolean offer(final int candidate, final Segments segments) {
        final int length = segments.length(candidate);
        if (rows + length > capacity) {
            return false;
        }
        segment[lanes++] = candidate;
        rows += length;
        return true;
    }

    /** Lays the rows out and loads the states; to be called before the batch is computed. */
    void pack(final EventSequences events, final Segments segments) {
        sort(segments);
        steps = lanes == 0 ? 0 : segments.length(segment[0]);
        int row = 0;
        int active = lanes;
        for (int step = 0; step < steps; step++) {
            while (segments.length(segment[active - 1]) <= step) {
                active--;
            }
            rowFrom[step] = row;
            for (int lane = 0; lane < active; lane++, row++) {
                event[row] = segments.from(segment[lane]) + step;
                userBegin[row] = events.firstEvent()[segments.user(segment[lane])];
                userEnd[row] = events.firstEvent()[segments.user(segment[lane]) + 1];
            }
        }
        rowFrom[steps] = row;
        for (int lane = 0; lane < lanes; lane++) {
            segments.load(segment[lane], initial, lane * ParameterGroup.HIDDEN);
        }
    }

    /** Counting sort by length, longest first. */
    private void sort(final Segments segments) {
        final int[] from = new int[Segments.LENGTH + 2];
        for (int lane = 0; lane < lanes; lane++) {
            from[Segments.LENGTH - segments.length(segment[lane]) + 1]++;
        }
        for (int index = 1; index < from.length; index++) {
            from[index] += from[index - 1];
        }
        final int[] unsorted = Arrays.copyOf(segment, lanes);
        for (final int one : unsorted) {
            segment[from[Segments.LENGTH - segments.length(one)]++] = one;
        }
    }

    /** Lanes still running at a step. */
    int active(final int step) {
        return rowFrom[step + 1] - rowFrom[step];
    }

    /** Hands the states in which the segments ended to those that follow. */
    void store(final Segments segments, final float[] state) {
        for (int lane = 0; lane < lanes; lane++) {
            final int last = segments.length(segment[lane]) - 1;
            segments.store(segment[lane], state, (rowFrom[last] + lane) * ParameterGroup.HIDDEN);
        }
    }
}
