package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final long THURSDAY_MS = 0;
    private static final long HOUR_MS = 3_600_000;

    private static float[] dense(final long timeMs, final long sinceMs, final int count, final float cost) {
        final float[] out = new float[Features.INPUTS];
        Features.dense(timeMs, sinceMs, count, cost, out, 0);
        final float[] tail = new float[8];
        System.arraycopy(out, Features.DENSE, tail, 0, 8);
        return tail;
    }

    @Test
    void shouldDescribeAnEvent() {
        assertArrayEquals(
                new float[] {2 / 16f, 60f / 63, 1f / 4, -1, 0, 0, 0, 5 / 16f},
                blank(dense(THURSDAY_MS + 12 * HOUR_MS, 3_000, 4, 31)),
                1e-6f);
        assertArrayEquals(
                new float[] {0, 0, 1, 0, 1, 0, 0, 0},
                blank(dense(THURSDAY_MS + 6 * HOUR_MS, Features.FIRST, 1, 0)),
                1e-6f);
    }

    /** Without the week. */
    private static float[] blank(final float[] dense) {
        dense[5] = 0;
        dense[6] = 0;
        return dense;
    }

    @Test
    void shouldRepeatAfterAWeekAndNotBefore() {
        for (int hour = 0; hour < 168; hour += 5) {
            final long timeMs = 1_700_000_000_000L + hour * HOUR_MS;
            final float[] now = dense(timeMs, 1_000, 2, 0);
            assertArrayEquals(now, dense(timeMs + 168 * HOUR_MS, 1_000, 2, 0));
            final float[] tomorrow = dense(timeMs + 24 * HOUR_MS, 1_000, 2, 0);
            assertEquals(now[3], tomorrow[3]);
            assertTrue(now[5] != tomorrow[5] || now[6] != tomorrow[6]);
        }
    }

    @Test
    void shouldTakeLogarithmsThatGrowAndAreExactAtPowersOfTwo() {
        float last = -1;
        for (float x = 1; x < 1e7f; x *= 1.01f) {
            final float log = Features.log2(x);
            assertEquals(StrictMath.log(x) / StrictMath.log(2), log, .0861, "x=" + x);
            assertTrue(log > last);
            last = log;
        }
        assertEquals(20, Features.log2(1 << 20));
    }

    @Test
    void shouldSpreadObjectsOverRows() {
        final int[] counts = new int[Features.OBJECTS];
        for (int fold = 1; fold <= 10 * Features.OBJECTS; fold++) {
            counts[Features.objectRow(fold)]++;
        }
        assertEquals(0, counts[0]);
        for (int row = 1; row < counts.length; row++) {
            assertTrue(counts[row] > 2 && counts[row] < 30, "row " + row + ": " + counts[row]);
        }
        assertEquals(0, Features.objectRow(0));
        assertTrue(Features.objectRow(-1) > 0 && Features.objectRow(-1) < Features.OBJECTS);
    }

    @Test
    void shouldCallRhythmsUnseenUntilTheyCameTwice() {
        assertEquals(Features.DENSE + 3, Features.unseenRhythms(47 * HOUR_MS));
        assertEquals(Features.DENSE + 5, Features.unseenRhythms(48 * HOUR_MS));
        assertEquals(Features.COST_AT, Features.unseenRhythms(336 * HOUR_MS));
    }
}
