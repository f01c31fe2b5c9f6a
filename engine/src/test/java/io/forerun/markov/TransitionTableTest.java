package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.forerun.memory.Digest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransitionTableTest {
    private static final double PRIOR_WEIGHT = 4;

    private final TransitionTable table = new TransitionTable();

    private static double sum(final TransitionTable table, final int from) {
        double sum = 0;
        for (int to = 0; to < TransitionTable.ACTIONS; to++) {
            sum += table.probability(from, to);
        }
        return sum;
    }

    @Test
    void shouldKnowNothingBeforeTheFirstAction() {
        assertEquals(0, table.probability(1, 2));
        assertEquals(0, sum(table, 0));
    }

    @Test
    void shouldFallBackToOverallFrequencies() {
        table.start(1);
        table.start(1);
        table.start(2);
        assertEquals(2 / 3.0, table.probability(9, 1), 1e-15);
        assertEquals(1 / 3.0, table.probability(9, 2), 1e-15);
    }

    @Test
    void shouldGiveThePosteriorMean() {
        table.start(1);
        for (int step = 0; step < 6; step++) {
            table.step(1, 2);
        }
        table.step(1, 3);
        // Visits: 1 once, 2 six times, 3 once. Row 1: seven steps, six of them to 2.
        assertEquals((6 + PRIOR_WEIGHT * 6 / 8) / (7 + PRIOR_WEIGHT), table.probability(1, 2), 1e-15);
        assertEquals((1 + PRIOR_WEIGHT / 8) / (7 + PRIOR_WEIGHT), table.probability(1, 3), 1e-15);
        assertEquals((0 + PRIOR_WEIGHT / 8) / (7 + PRIOR_WEIGHT), table.probability(1, 1), 1e-15);
    }

    @Test
    void shouldSumToOneInEveryRow() {
        final SplittableRandom random = new SplittableRandom(23);
        int last = random.nextInt(TransitionTable.ACTIONS);
        table.start(last);
        for (int step = 0; step < 20_000; step++) {
            final int next = random.nextInt(TransitionTable.ACTIONS) & random.nextInt(TransitionTable.ACTIONS);
            table.step(last, next);
            last = next;
        }
        for (int from = 0; from < TransitionTable.ACTIONS; from++) {
            assertEquals(1, sum(table, from), 1e-12);
        }
    }

    @Test
    void shouldApproachTheChainItSees() {
        final SplittableRandom random = new SplittableRandom(29);
        int last = 0;
        for (int step = 0; step < 100_000; step++) {
            final int next = random.nextDouble() < (last == 0 ? .8 : .3) ? 1 : 0;
            table.step(last, next);
            last = next;
        }
        assertEquals(.8, table.probability(0, 1), .01);
        assertEquals(.3, table.probability(1, 1), .01);
    }

    @Test
    void shouldDigestStepsAndStartsApart() {
        final TransitionTable other = new TransitionTable();
        assertEquals(digest(table), digest(other));
        table.step(1, 2);
        other.step(2, 1);
        assertNotEquals(digest(table), digest(other));
        other.step(1, 2);
        table.step(2, 1);
        assertEquals(digest(table), digest(other));
        table.start(3);
        assertNotEquals(digest(table), digest(other));
    }

    private static long digest(final TransitionTable table) {
        final Digest digest = new Digest();
        table.digest(digest);
        return digest.value();
    }
}
