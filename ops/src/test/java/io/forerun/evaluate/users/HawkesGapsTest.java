package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.neural.training.EventSequences;
import io.forerun.neural.training.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HawkesGapsTest {
    private static final long SPAN_MS = 20L * 86_400_000;

    /** Users at a rate each of its own, every event exciting others on average {@code offspring}. */
    private static EventSequences simulate(final int users, final double offspring, final double decayS) {
        final SplittableRandom random = new SplittableRandom(8);
        final List<Long> all = new ArrayList<>();
        final int[] first = new int[users + 1];
        for (int user = 0; user < users; user++) {
            final double perMs = (1 + user % 5) / 7_200_000.0;
            final List<Double> times = new ArrayList<>();
            for (double at = exponential(random) / perMs; at < SPAN_MS; at += exponential(random) / perMs) {
                times.add(at);
            }
            for (int parent = 0; parent < times.size(); parent++) {
                for (double arrivals = exponential(random); arrivals < offspring; arrivals += exponential(random)) {
                    final double at = times.get(parent) + exponential(random) * decayS * 1e3;
                    if (at < SPAN_MS) {
                        times.add(at);
                    }
                }
            }
            times.stream().sorted().forEach(at -> all.add(at.longValue()));
            first[user + 1] = all.size();
        }
        final int count = all.size();
        return new EventSequences(
                first,
                all.stream().mapToLong(Long::longValue).toArray(),
                new byte[count],
                new short[count],
                new byte[count],
                new float[count]);
    }

    private static double exponential(final SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }

    @Test
    void shouldRecoverAKnownProcess() {
        final HawkesGaps found = HawkesGaps.fit(simulate(60, .5, 120), new TimeWindow(-1, SPAN_MS));
        assertEquals(.5, found.offspring(), .03);
        assertEquals(120, found.decayS(), 18);
        assertEquals(.5, found.base(), .05, "half of the events are not excited");
    }

    @Test
    void shouldFindNoExcitementWhereThereIsNone() {
        final HawkesGaps found = HawkesGaps.fit(simulate(60, 0, 120), new TimeWindow(-1, SPAN_MS));
        assertTrue(found.offspring() < .03, () -> "" + found);
        assertEquals(1, found.base(), .05);
    }

    @Test
    void shouldSpreadDensityOverWhatSurvivalLeaves() {
        final HawkesGaps gaps = new HawkesGaps(.7, .4, 5);
        double density = 0;
        for (double gapS = .005; gapS < 40; gapS += .01) {
            density += .01 * Math.exp(-gaps.negativeLogDensity(2.5, 7, 1.8, gapS));
        }
        assertEquals(1 - Math.exp(-gaps.negativeLogSurvival(2.5, 7, 1.8, 40)), density, 1e-5);
        assertEquals(
                PoissonGaps.negativeLogDensity(2.5, 7, 3), HawkesGaps.NONE.negativeLogDensity(2.5, 7, 1.8, 3), 1e-12);
    }
}
