package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventPassesTest {
    @Test
    void shouldOrderEventsByTheirTurn() {
        final EventPasses passes = new EventPasses(8);
        passes.arrange(new long[] {5, 7, -1, 5, 5, 7}, 6);
        assertEquals(3, passes.passes());
        final int[] slots = {0, 1, -1, 2, 4, 3};
        for (int event = 0; event < slots.length; event++) {
            assertEquals(slots[event], passes.slot(event));
        }
        final int[] starts = {0, 2, 4, 5};
        for (int pass = 0; pass < starts.length; pass++) {
            assertEquals(starts[pass], passes.start(pass));
        }
        final int[] earlier = {-1, -1, 0, 1, 2};
        for (int slot = 0; slot < earlier.length; slot++) {
            assertEquals(earlier[slot], passes.earlier(slot));
            assertEquals(slot >= 3, passes.isLatest(slot));
        }
    }

    @Test
    void shouldHaveNoPassesForNobody() {
        final EventPasses passes = new EventPasses(8);
        passes.arrange(new long[] {1}, 1);
        passes.arrange(new long[] {-1, -5}, 2);
        assertEquals(0, passes.passes());
        assertEquals(0, passes.start(0));
        passes.arrange(new long[0], 0);
        assertEquals(0, passes.passes());
    }

    @Test
    void shouldRefuseRunsThatAreTooLong() {
        assertEquals(
                "run: events=3, allowed=2",
                assertThrows(IllegalArgumentException.class, () -> new EventPasses(2).arrange(new long[3], 3))
                        .getMessage());
    }

    @Test
    void shouldKeepOrderAndUsersApartInAnyRun() {
        final SplittableRandom random = new SplittableRandom(3);
        final EventPasses passes = new EventPasses(256);
        for (int run = 0; run < 500; run++) {
            final int users = 1 << random.nextInt(10);
            final int count = random.nextInt(257);
            final long[] keys = new long[count];
            for (int event = 0; event < count; event++) {
                keys[event] = random.nextInt(8) == 0 ? -1 : 128L * random.nextInt(users);
            }
            passes.arrange(keys, count);
            check(passes, keys);
        }
    }

    private static void check(final EventPasses passes, final long[] keys) {
        final BitSet taken = new BitSet();
        for (int event = 0; event < keys.length; event++) {
            final int slot = passes.slot(event);
            assertEquals(keys[event] < 0, slot < 0);
            if (slot < 0) {
                continue;
            }
            assertTrue(!taken.get(slot) && slot < passes.start(passes.passes()));
            taken.set(slot);
            int before = event - 1;
            int turn = 0;
            while (before >= 0 && keys[before] != keys[event]) {
                before--;
            }
            assertEquals(before < 0 ? -1 : passes.slot(before), passes.earlier(slot));
            for (int other = 0; other < event; other++) {
                turn += keys[other] == keys[event] ? 1 : 0;
            }
            assertTrue(slot >= passes.start(turn) && slot < passes.start(turn + 1));
            boolean isLatest = true;
            for (int other = event + 1; other < keys.length; other++) {
                isLatest &= keys[other] != keys[event];
            }
            assertEquals(isLatest, passes.isLatest(slot));
        }
        assertEquals(passes.start(passes.passes()), taken.cardinality());
    }
}
