package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.state.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuccessorTableTest {
    private static final int WIDTH = 6;

    private final SuccessorTable table = new SuccessorTable(10, WIDTH);
    private final SuccessorTable small = new SuccessorTable(2, WIDTH); // One set of four places.

    @Test
    void shouldCountExactlyWhileSuccessorsFit() {
        final SplittableRandom random = new SplittableRandom(1);
        final Map<Long, Integer> oracle = new HashMap<>();
        for (int event = 0; event < 20_000; event++) {
            final long context = random.nextInt(64);
            final int successor = random.nextInt(WIDTH) - 3;
            add(table, context, successor, 1);
            oracle.merge(context << 32 | successor + 3, 1, Integer::sum);
        }
        oracle.forEach((pair, count) ->
                assertEquals(count.doubleValue(), weight(table, pair >>> 32, (int) (long) pair - 3)));
        assertEquals(0, weight(table, 3, 99));
        assertEquals(SuccessorTable.NONE, table.find(key(999)));
    }

    @Test
    void shouldKeepEverySuccessorThatTakesMoreThanItsShare() {
        final SplittableRandom random = new SplittableRandom(2);
        final SuccessorRows rows = new SuccessorRows(3, WIDTH);
        final double[] seen = new double[1_000];
        for (int event = 0; event < 50_000; event++) {
            final int successor = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextInt(1_000);
            seen[successor]++;
            rows.add(1, successor, 1);
        }
        assertEquals(50_000, rows.sum(1));
        assertEquals(0, rows.sum(0) + rows.sum(2));
        for (int successor = 0; successor < 1_000; successor++) {
            final double kept = rows.weightOf(1, successor);
            assertTrue(seen[successor] <= 50_000.0 / WIDTH || kept >= seen[successor]);
        }
    }

    @Test
    void shouldLetANewcomerInOnceItWoreTheLightestDown() {
        for (int context = 1; context <= 4; context++) {
            for (int event = 0; event < 10 + context; event++) {
                add(small, context, 5, 1);
            }
        }
        int refused = 0;
        while (small.find(key(9)) == SuccessorTable.NONE) {
            add(small, 9, 6, 1);
            refused++;
        }
        assertEquals(18, refused, "11 events and 7 of credit, the last of which the newcomer equals");
        assertEquals(SuccessorTable.NONE, small.find(key(1)));
        assertEquals(1, weight(small, 9, 6));
        assertEquals(0, weight(small, 9, 5), "what the old context knew is gone");
        for (int context = 2; context <= 4; context++) {
            assertEquals(10 + context, weight(small, context, 5));
        }
    }

    @Test
    void shouldKeepWhatComesAgainAmongWhatComesOnce() {
        final SplittableRandom random = new SplittableRandom(3);
        final SuccessorTable crowded = new SuccessorTable(6, WIDTH);
        int known = 0;
        for (int event = 0; event < 40_000; event++) {
            final long regular = event % 16;
            known += event >= 20_000 && crowded.find(key(regular)) != SuccessorTable.NONE ? 1 : 0;
            add(crowded, regular, 1, 1);
            add(crowded, random.nextInt() | 0x1000_0000L, 2, 1);
        }
        assertEquals(20_000, known, "though 64 places saw 40,000 others");
    }

    @Test
    void shouldGiveAnErasedPlaceToTheNext() {
        for (int context = 1; context <= 4; context++) {
            add(small, context, 5, 100);
        }
        small.erase(key(3));
        small.erase(key(77));
        assertEquals(SuccessorTable.NONE, small.find(key(3)));
        add(small, 9, 6, 1);
        assertEquals(1, weight(small, 9, 6));
        assertEquals(100, weight(small, 2, 5));
    }

    @Test
    void shouldScaleAllAndFoldAll() {
        add(table, 1, 10, 3);
        add(table, 2, 11, 5);
        final long before = digest();
        table.scale(.5);
        assertEquals(1.5, weight(table, 1, 10));
        assertNotEquals(before, digest());
        table.scale(2);
        assertEquals(before, digest());
        add(table, 2, 12, 1);
        assertNotEquals(before, digest());
    }

    private long digest() {
        final Digest digest = new Digest();
        table.pass(digest);
        return digest.value();
    }

    private static long key(final long context) {
        return SuccessorTable.key(context, 1);
    }

    private static void add(final SuccessorTable to, final long context, final int successor, final float weight) {
        to.add(key(context), to.find(key(context)), successor, weight);
    }

    private static double weight(final SuccessorTable of, final long context, final int successor) {
        return of.rows().weightOf(of.find(key(context)), successor);
    }
}
