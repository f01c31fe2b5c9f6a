package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.memory.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuccessorTableTest {
    private final SuccessorTable table = new SuccessorTable(10);

    @Test
    void shouldCountExactlyWhileSuccessorsFit() {
        final SplittableRandom random = new SplittableRandom(1);
        final Map<Long, Integer> oracle = new HashMap<>();
        for (int event = 0; event < 20_000; event++) {
            final long context = random.nextInt(64);
            final int successor = random.nextInt(SuccessorTable.CANDIDATES) - 3;
            add(context, successor, 1);
            oracle.merge(context << 32 | successor + 3, 1, Integer::sum);
        }
        oracle.forEach((pair, count) -> assertEquals(count.doubleValue(), weight(pair >>> 32, (int) (long) pair - 3)));
        assertEquals(0, weight(3, 99));
        assertEquals(0, weight(999, 0));
    }

    @Test
    void shouldKeepEverySuccessorThatTakesMoreThanItsShare() {
        final SplittableRandom random = new SplittableRandom(2);
        final double[] seen = new double[1_000];
        for (int event = 0; event < 50_000; event++) {
            final int successor = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(1_000);
            seen[successor]++;
            add(7, successor, 1);
        }
        final double total = table.total(table.find(key(7)));
        assertEquals(50_000, total);
        for (int successor = 0; successor < 1_000; successor++) {
            final double kept = weight(7, successor);
            assertTrue(seen[successor] <= total / SuccessorTable.CANDIDATES || kept >= seen[successor]);
        }
    }

    @Test
    void shouldGiveUpTheLightestContextWhereAllPlacesAreTaken() {
        final SuccessorTable small = new SuccessorTable(2);
        for (int context = 1; context <= 4; context++) {
            small.add(small.claim(context), 5, context == 3 ? .5 : context);
        }
        final int row = small.claim(9);
        assertEquals(0, small.total(row));
        small.add(row, 6, 1);
        assertEquals(SuccessorTable.NONE, small.find(3));
        assertEquals(0, small.weightOf(small.find(9), 5), "what the old context knew is gone");
        for (final int context : new int[] {1, 2, 4, 9}) {
            assertNotEquals(SuccessorTable.NONE, small.find(context));
        }
    }

    @Test
    void shouldScaleAllAndFoldAll() {
        add(1, 10, 3);
        add(2, 11, 5);
        final long before = digest();
        table.scale(.5);
        assertEquals(1.5, weight(1, 10));
        assertEquals(2.5, table.total(table.find(key(2))));
        assertNotEquals(before, digest());
        table.scale(2);
        assertEquals(before, digest());
        add(2, 12, 1);
        assertNotEquals(before, digest());
    }

    private long digest() {
        final Digest digest = new Digest();
        table.digest(digest);
        return digest.value();
    }

    private static long key(final long context) {
        return Digest.of(context, 1);
    }

    private void add(final long context, final int successor, final double weight) {
        final int row = table.find(key(context));
        table.add(row == SuccessorTable.NONE ? table.claim(key(context)) : row, successor, weight);
    }

    private double weight(final long context, final int successor) {
        final int row = table.find(key(context));
        return row == SuccessorTable.NONE ? 0 : table.weightOf(row, successor);
    }
}
