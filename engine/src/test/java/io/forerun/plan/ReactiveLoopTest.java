package io.forerun.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.forerun.state.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReactiveLoopTest {
    @Test
    void shouldHoldWithinTolerance() {
        final ReactiveLoop loop = new ReactiveLoop();
        assertEquals(10, loop.step(0, 10));
        assertEquals(10, loop.step(60_000, 10.99));
        assertEquals(12, loop.step(120_000, 11.01));
    }

    @Test
    void shouldGrowNoFasterThanTheLimitOfEachSync() {
        final ReactiveLoop loop = new ReactiveLoop();
        loop.step(0, 1);
        assertEquals(5, loop.step(15_000, 1_000), "1 + 4");
        assertEquals(10, loop.step(30_000, 1_000), "2 x 5");
        assertEquals(160, loop.step(90_000, 1_000), "four syncs in a minute: 20, 40, 80, 160");
    }

    @Test
    void shouldLowerSoonerWhereItIsToldTo() {
        final ReactiveLoop loop = new ReactiveLoop(5_000);
        loop.step(0, 20);
        for (int second = 1; second < 5; second++) {
            assertEquals(20, loop.step(second * 1_000L, 5));
        }
        assertEquals(5, loop.step(5_000, 5));
    }

    @Test
    void shouldLowerOnlyAfterFiveMinutesWithoutAHigherWish() {
        final ReactiveLoop loop = new ReactiveLoop();
        loop.step(0, 20);
        for (int minute = 1; minute < 5; minute++) {
            assertEquals(20, loop.step(minute * 60_000L, 5));
        }
        assertEquals(5, loop.step(5 * 60_000L, 5));
    }

    @Test
    void shouldHoldWhereDemandIsMissing() {
        final ReactiveLoop loop = new ReactiveLoop();
        loop.step(0, 20);
        for (int minute = 1; minute < 30; minute++) {
            assertEquals(20, loop.step(minute * 60_000L, Double.NaN));
        }
        assertEquals(20, loop.step(30 * 60_000L, 2), "what was held counts as wished for");
        assertEquals(30, loop.step(31 * 60_000L, 30));
    }

    @Test
    void shouldEqualTheNaiveLoop() {
        final SplittableRandom random = new SplittableRandom(31);
        for (int round = 0; round < 100; round++) {
            final ReactiveLoop loop = new ReactiveLoop();
            final Naive naive = new Naive();
            double demand = random.nextDouble() * 50;
            for (int minute = 0; minute < 200; minute++) {
                demand = Math.max(0, demand * (0.7 + random.nextDouble() * .65));
                final double seen = random.nextInt(20) == 0 ? Double.NaN : demand;
                assertEquals(naive.step(minute, seen), loop.step(minute * 60_000L, seen), "minute " + minute);
            }
        }
    }

    @Test
    void shouldCountInAnotherTypeFromThenOn() {
        final ReactiveLoop loop = new ReactiveLoop();
        loop.step(0, 20);
        loop.rebase(0.5);
        assertEquals(10, loop.nodes());
        assertEquals(10, loop.step(60_000, 3), "the wishes before were rebased too");
        assertEquals(3, loop.step(300_000, 3));
    }

    @Test
    void shouldFoldWhatMatters() {
        final ReactiveLoop one = new ReactiveLoop();
        final ReactiveLoop other = new ReactiveLoop();
        one.step(0, 20);
        other.step(0, 20);
        assertEquals(digest(one), digest(other));
        one.step(60_000, 3);
        other.step(60_000, 4);
        assertNotEquals(digest(one), digest(other), "same nodes, other wishes");
    }

    private static long digest(final ReactiveLoop loop) {
        final Digest digest = new Digest();
        loop.pass(digest);
        return digest.value();
    }

    /** Keeps every recommendation ever made. */
    private static final class Naive {
        private final List<int[]> wishes = new ArrayList<>(); // second, nodes
        private int nodes;
        private boolean started;

        int step(final int minute, final double required) {
            if (Double.isNaN(required)) {
                wishes.add(new int[] {minute * 60, nodes});
                return nodes;
            }
            for (int sync = started ? 3 : 0; sync >= 0; sync--) {
                final int second = minute * 60 - sync * 15;
                final boolean near = nodes > 0 && Math.abs(required / nodes - 1) <= .1;
                final int wish = near ? nodes : (int) Math.ceil(required - 1e-9 * Math.max(1, required));
                wishes.add(new int[] {second, started ? wish : Math.max(nodes, wish)});
                int highest = 0;
                for (final int[] past : wishes) {
                    if (past[0] > second - 300) {
                        highest = Math.max(highest, past[1]);
                    }
                }
                nodes = started ? Math.min(highest, Math.max(2 * nodes, nodes + 4)) : Math.max(nodes, wish);
            }
            started = true;
            return nodes;
        }
    }
}
