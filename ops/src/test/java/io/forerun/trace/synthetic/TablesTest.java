package io.forerun.trace.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The tables and the queue that the population is drawn with, each against its definition. */
class TablesTest {
    /** The probability of each index follows exactly from the two columns: measure it on a fine grid. */
    @Test
    void shouldDrawByWeight() {
        for (int seed = 0; seed < 20; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] weights = new double[1 + random.nextInt(12)];
            Arrays.setAll(weights, _ -> random.nextInt(4) == 0 ? 0 : random.nextDouble());
            weights[0] += 0.01;
            final double sum = Arrays.stream(weights).sum();
            final double[] drawn = new double[weights.length];
            final AliasTable table = new AliasTable(weights);
            final int grid = 200_000;
            for (int point = 0; point < grid; point++) {
                drawn[table.draw((point + 0.5) / grid)]++;
            }
            for (int index = 0; index < weights.length; index++) {
                assertEquals(weights[index] / sum, drawn[index] / grid, 1e-3, "seed " + seed + " index " + index);
            }
        }
    }

    @Test
    void shouldHoldQuantilesOfTheLogNormal() {
        // Known quantiles of the standard normal distribution.
        assertEquals(0.00122394, LogNormal.normal(512), 1e-8);
        assertEquals(-1.281551566, (LogNormal.normal(101) + LogNormal.normal(102)) / 2, 3e-3);
        assertEquals(1.959963985, (LogNormal.normal(997) + LogNormal.normal(998)) / 2, 1e-2);
        final int[] table = LogNormal.table(1_000, 0.5);
        assertEquals(1_000, (table[511] + table[512]) / 2.0, 1);
        assertEquals(
                1_000 * StrictMath.exp(0.125), Arrays.stream(table).average().orElse(0), 5);
        for (int index = 1; index < table.length; index++) {
            assertTrue(table[index] >= table[index - 1]);
        }
    }

    @Test
    void shouldGiveSessionsInOrderOfTime() {
        final SplittableRandom random = new SplittableRandom(4);
        final SessionQueue queue = new SessionQueue();
        final PriorityQueue<long[]> oracle = new PriorityQueue<>((left, right) ->
                left[0] != right[0] ? Long.compare(left[0], right[0]) : Long.compare(left[1], right[1]));
        int slots = 0;
        for (int step = 0; step < 30_000; step++) {
            assertEquals(oracle.size(), queue.size());
            assertEquals(oracle.isEmpty() ? Long.MAX_VALUE : oracle.peek()[0], queue.firstMs());
            final int what = random.nextInt(5);
            final long timeMs = random.nextInt(1_000);
            if (oracle.isEmpty() || what < 2) {
                oracle.add(new long[] {timeMs, slots});
                queue.add(timeMs, slots++);
            } else {
                final long[] first = oracle.poll();
                assertEquals(first[1], queue.first());
                if (what == 2) {
                    queue.removeFirst();
                } else {
                    oracle.add(new long[] {first[0] + timeMs, first[1]});
                    queue.moveFirst(first[0] + timeMs);
                }
            }
        }
    }

    @Test
    void shouldSumToOneInEveryRowOfTheChain() {
        for (final double drift : new double[] {0, 0.3, 1}) {
            for (int type = 0; type < Chain.TYPES; type++) {
                assertEquals(1, Arrays.stream(Chain.transitions(type, 2, drift)).sum(), 1e-12, "row " + type);
            }
        }
    }

    /** Oracle: play sessions. */
    @Test
    void shouldKnowTheExpectedLengthOfASession() {
        for (final double drift : new double[] {0, 0.5}) {
            final SplittableRandom random = new SplittableRandom(6);
            long requests = 0;
            final int sessions = 100_000;
            for (int session = 0; session < sessions; session++) {
                final int favourite = Chain.favourite(random);
                int type = Chain.first(random);
                while (type != Chain.END) {
                    requests++;
                    type = Chain.next(type, favourite, drift, random);
                }
            }
            assertEquals(Chain.expectedLength(drift), (double) requests / sessions, 0.1);
        }
    }

    @Test
    void shouldHaveARhythmOfMeanOne() {
        final double[] rhythm = Rates.rhythm();
        assertEquals(7 * 1_440, rhythm.length);
        assertEquals(1, Arrays.stream(rhythm).average().orElse(0), 1e-9);
        assertTrue(Arrays.stream(rhythm).min().orElse(0) > 0.1);
    }
}
