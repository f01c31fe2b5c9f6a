package io.forerun.evaluate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.client.ActivityRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserScoreTest {
    private static final long TEST_MS = 100_000;

    private final List<UserScore> opened = new ArrayList<>();

    private UserScore open(final long testFromMs, final long testToMs) {
        final UserScore score = new UserScore(testFromMs, testToMs, null, true);
        opened.add(score);
        return score;
    }

    @AfterEach
    void close() {
        opened.forEach(UserScore::close);
    }

    private static ActivityRow row(final long timeMs, final String user, final String action, final String object) {
        final ActivityRow row = new ActivityRow();
        row.timestampMs = timeMs;
        row.user = user;
        row.action = action;
        row.object = object;
        return row;
    }

    @Test
    void shouldScoreOnlyTheTestsEventsOfUsersSeenBefore() {
        final UserScore score = open(TEST_MS, 2 * TEST_MS);
        score.add(row(0, "u", "a", ""));
        score.add(row(1_000, "u", "a", ""));
        score.add(row(TEST_MS, "u", "a", ""));
        score.add(row(TEST_MS + 1, "new", "b", ""));
        score.add(row(TEST_MS + 2, "new", "a", ""));
        score.add(row(2 * TEST_MS, "u", "a", ""));
        final UserAccuracy accuracy = score.accuracy();
        assertEquals(2, accuracy.events());
        assertNull(accuracy.objects());
        assertEquals(1, accuracy.top1Frequent());
        assertEquals(1, accuracy.top1Markov(), "of b nothing is known, so the frequent a");
        assertEquals(1, accuracy.top1());
    }

    /** A user with events at 0, 10 and 30 s, tested from 20 to 50 s, by hand. */
    @Test
    void shouldEqualTheLikelihoodByHand() {
        final UserScore score = open(20_000, 50_000);
        score.add(row(0, "u", "a", ""));
        score.add(row(10_000, "u", "a", ""));
        score.add(row(30_000, "u", "a", ""));
        // After the second event: shape 2; prior mean gap (10 + 3600) / 2; 10 s known, 10 s silent up to the test.
        final double rate = 3_610 / 2.0 + 10 + 10;
        final double event = -Math.log(2 * rate * rate / Math.pow(rate + 10, 3));
        // After the third: shape 3, prior (30 + 3600) / 3, 30 s known, silent for 20 s.
        final double last = 3_630 / 3.0 + 30;
        final double silence = -3 * Math.log(last / (last + 20));
        assertEquals(event + silence, score.accuracy().nllPoisson(), 1e-6);
    }

    @Test
    void shouldSpreadDensityOverWhatSurvivalLeaves() {
        double density = 0;
        for (double gap = 0.005; gap < 40; gap += 0.01) {
            density += 0.01 * Math.exp(-PoissonGaps.negativeLogDensity(2.5, 7, gap));
        }
        assertEquals(1 - Math.exp(-PoissonGaps.negativeLogSurvival(2.5, 7, 40)), density, 1e-5);
    }

    @Test
    void shouldGuessAsANaiveChainDoes() {
        final SplittableRandom random = new SplittableRandom(5);
        final ReferenceChain chain = new ReferenceChain();
        final Map<Integer, Map<Integer, Integer>> naive = new HashMap<>();
        final Map<Integer, Integer> visits = new HashMap<>();
        int present = ReferenceChain.NONE;
        for (int event = 0; event < 3_000; event++) {
            final int next = random.nextInt(1 + random.nextInt(12));
            if (present >= 0) {
                final Map<Integer, Integer> row = naive.getOrDefault(present, Map.of());
                final List<Integer> order = new ArrayList<>();
                for (int action = 0; action < 12; action++) {
                    order.add(action);
                }
                order.sort(Comparator.comparingInt((Integer action) -> -row.getOrDefault(action, 0))
                        .thenComparingInt(action -> -visits.getOrDefault(action, 0))
                        .thenComparingInt(action -> action));
                assertEquals(order.indexOf(next), chain.rank(present, next, 12));
                naive.computeIfAbsent(present, from -> new HashMap<>()).merge(next, 1, Integer::sum);
            }
            visits.merge(next, 1, Integer::sum);
            chain.learn(present, next);
            present = next;
        }
    }

    @Test
    void shouldNeverCreditActionsThatAreNotToldApart() {
        final UserScore score = open(TEST_MS, 2 * TEST_MS);
        for (int action = 0; action < 300; action++) {
            score.add(row(action, "u", "action" + action, ""));
        }
        for (int event = 0; event < 100; event++) {
            score.add(row(TEST_MS + event, "u", "action299", ""));
        }
        final UserAccuracy accuracy = score.accuracy();
        assertEquals(0, accuracy.top1(), "chains know 256");
        assertTrue(accuracy.top1Markov() > 0.9);
    }

    @Test
    void shouldGuessObjectsByTheChain() {
        final UserScore score = open(TEST_MS, 2 * TEST_MS);
        final String[] cycle = {"x", "y", "z"};
        for (int event = 0; event < 30; event++) {
            score.add(row(event, "u", "a", cycle[event % 3]));
        }
        for (int event = 30; event < 60; event++) {
            score.add(row(TEST_MS + event, "u", "a", cycle[event % 3]));
        }
        assertEquals(
                new UserAccuracy.Objects(30, 1 / 3.0, 1, 1, 1, 1),
                score.accuracy().objects());
    }
}
