package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.state.Digest;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupChainsTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final ChainConfig SMALL = new ChainConfig(14, 1_800_000, 8, 10);

    private final GroupChains chains = new GroupChains(SMALL);
    private final History history = new History();
    private final double[] next = new double[GroupChains.OUTCOMES];

    @Test
    void shouldSumToOneForAnyHistory() {
        final Walk walk = new Walk(chains, 1);
        walk.run(5_000);
        for (int last = History.NONE; last < 6; last++) {
            for (int previous = History.NONE; previous <= last; previous++) {
                history.load(last + 1, last * 3, previous, last, walk.nowMs);
                chains.nextDistribution(history, next);
                assertEquals(1, Arrays.stream(next).sum(), 1e-12);
                assertTrue(Arrays.stream(next).allMatch(probability -> probability >= 0));
                assertTrue(last != History.NONE || next[GroupChains.END] == 0, "no session ends before it began");
                for (final long silenceMs : new long[] {0, 2_000_000}) {
                    chains.nextAction(history, walk.nowMs + silenceMs, next);
                    assertEquals(1, Arrays.stream(next).sum(), 1e-12);
                    assertEquals(0, next[GroupChains.END]);
                }
            }
        }
    }

    @Test
    void shouldLearnACycleAndItsEnd() {
        long nowMs = START_MS;
        for (int session = 0; session < 300; session++) {
            for (int action = 0; action < 3; action++) {
                history.load(0, 1_000 + session, action - 2, action - 1, nowMs - 1_000);
                chains.learn(history, action, nowMs);
                nowMs += 1_000;
            }
            history.load(0, 1_000 + session, 1, 2, nowMs - 1_000);
            nowMs += 3_600_000;
            chains.learn(history, 0, nowMs);
            nowMs += 1_000;
        }
        history.load(0, 5, 0, 1, nowMs);
        chains.nextDistribution(history, next);
        assertTrue(next[2] > .97);
        history.load(0, 5, 1, 2, nowMs);
        chains.nextDistribution(history, next);
        assertTrue(next[GroupChains.END] > .97);
        chains.nextAction(history, nowMs, next);
        assertTrue(next[0] > .97, "the next session starts as sessions do");
    }

    @Test
    void shouldFollowTheUserWhereItHasHabitsAndTheGroupWhereNot() {
        final Pairs pairs = new Pairs();
        for (int round = 0; round < 400; round++) {
            pairs.learn(1, round, 0, 1); // the group: 0 is followed by 1
            pairs.learn(1, 77, 0, 2); // this user: by 2
            pairs.learn(2, round + 10_000, 0, 3); // another group: by 3
        }
        assertEquals(2, pairs.likeliest(1, 77));
        assertEquals(1, pairs.likeliest(1, 987_654));
        assertEquals(3, pairs.likeliest(2, 987_654));
    }

    @Test
    void shouldUseTheRowWhereTheUserIsForgottenElsewhere() {
        final Pairs pairs = new Pairs();
        for (int round = 0; round < 3_000; round++) {
            final int habit = 1 + round % 2;
            history.own().load(0, 0);
            for (int event = 0; event < 20; event++) {
                history.own().learn(0, habit);
            }
            history.load(0, 50_000 + round, History.NONE, 0, pairs.nowMs);
            chains.learn(history, habit, pairs.nowMs++);
        }
        history.load(0, 1, History.NONE, 0, pairs.nowMs);
        history.own().load(0, 0);
        for (int event = 0; event < 20; event++) {
            history.own().learn(0, 2);
        }
        chains.nextDistribution(history, next);
        assertTrue(next[2] > .9, "trusted, since rows foretold the others");
    }

    @Test
    void shouldRememberWhatCameBeforeTheLastAction() {
        final Pairs pairs = new Pairs();
        for (int round = 0; round < 1_000; round++) {
            final int before = 1 + round % 2;
            history.load(0, 90_000 + round, before, 0, pairs.nowMs);
            history.own().load(0, 0);
            chains.learn(history, before + 10, pairs.nowMs++);
        }
        history.own().load(0, 0);
        history.load(0, 5, 2, 0, pairs.nowMs);
        chains.nextDistribution(history, next);
        assertTrue(next[12] > .95);
    }

    @Test
    void shouldForgetTheOldWayWithinAFewHalfLives() {
        final Pairs pairs = new Pairs();
        for (int round = 0; round < 2_000; round++) {
            pairs.learn(0, round, 0, 1);
        }
        pairs.nowMs += 5 * 14 * 86_400_000L;
        for (int round = 0; round < 200; round++) {
            pairs.learn(0, 10_000 + round, 0, 2);
        }
        assertEquals(2, pairs.likeliest(0, 1_000_000));
    }

    @Test
    void shouldKeepItsPredictionsOverARebase() {
        final Walk walk = new Walk(chains, 3);
        walk.run(3_000);
        history.load(1, 2, 1, 2, walk.nowMs);
        chains.nextDistribution(history, next);
        final double[] before = next.clone();
        walk.nowMs += 70 * 14 * 86_400_000L; // All is forgotten but the newest event, and no weight overflowed.
        walk.run(1);
        chains.nextDistribution(history, next);
        assertEquals(1, Arrays.stream(next).sum(), 1e-12);
        assertNotEquals(before[0], next[0]);
        walk.run(3_000);
        chains.nextDistribution(history, next);
        assertEquals(1, Arrays.stream(next).sum(), 1e-12);
        assertArrayEquals(before, next, .15);
    }

    @Test
    void shouldHaveOneDigestForOneHistoryAndAnotherForAnother() {
        final GroupChains other = new GroupChains(SMALL);
        new Walk(chains, 5).run(4_000);
        final Walk again = new Walk(other, 5);
        again.run(4_000);
        assertEquals(digest(chains), digest(other));
        final long before = digest(other);
        other.nextDistribution(history, next);
        other.expectedVisits(0, 1, 60_000, next);
        assertEquals(before, digest(other), "questions change nothing");
        again.run(1);
        assertNotEquals(before, digest(other));
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Walk walk = new Walk(chains, 6);
        walk.run(20_000);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        walk.run(20_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    @Test
    void shouldExpectVisitsAsTheLearnedChainDoes() {
        long nowMs = START_MS;
        for (int event = 0; event < 4_000; event++) { // 0 -> 1 -> 0 ..., ten seconds each, without end
            history.load(0, 1, History.NONE, event % 2, nowMs - 10_000);
            chains.learn(history, 1 - event % 2, nowMs);
            nowMs += 10_000;
        }
        chains.expectedVisits(0, 0, 1_800_000, next);
        assertEquals(90, next[0], 4);
        assertEquals(90, next[1], 4);
        assertTrue(next[GroupChains.END] < .05);
        chains.expectedVisitsAfter(0, 0, 3, next);
        assertEquals(1, next[0], .02);
        assertEquals(2, next[1], .02);
    }

    @Test
    void shouldShrinkGroupsToAllAndAllToFrequencies() {
        final SplittableRandom random = new SplittableRandom(8);
        final double[][][] counts = new double[3][5][5]; // all, group 1, group 2
        final double[] visits = new double[5];
        for (int event = 0; event < 300; event++) {
            final int group = 1 + random.nextInt(2);
            final int from = random.nextInt(4);
            final int to = random.nextInt(5 - from);
            history.load(group, event, History.NONE, from, START_MS);
            chains.learn(history, to, START_MS);
            counts[0][from][to]++;
            counts[group][from][to]++;
            visits[to]++;
        }
        for (int group = 1; group <= 2; group++) {
            for (int from = 0; from < 5; from++) {
                chains.expectedVisitsAfter(group, from, 1, next);
                double sum = 0;
                for (int to = 0; to < 5; to++) {
                    final double frequency = (visits[to] + 1 / 6.0) / 301; // six outcomes: five actions, END
                    final double ofAll = shrunk(counts[0][from], to, frequency);
                    assertEquals(shrunk(counts[group][from], to, ofAll), next[to], 1e-12);
                    sum += next[to];
                }
                assertEquals(1 - sum, next[GroupChains.END], 1e-12);
            }
        }
    }

    private static double shrunk(final double[] row, final int to, final double before) {
        return (row[to] + 2 * before) / (Arrays.stream(row).sum() + 2);
    }

    @Test
    void shouldForgetOneUserAndLeaveOthersAlone() {
        final Pairs pairs = new Pairs();
        for (int round = 0; round < 200; round++) {
            pairs.learn(0, 1_000 + round, 0, 1);
            pairs.learn(0, 7, 0, 2);
            pairs.learn(0, 8, 0, 3);
            pairs.learn(0, 2_000 + round, 0, 1);
        }
        assertEquals(2, pairs.likeliest(0, 7));
        chains.forget(7);
        assertEquals(1, pairs.likeliest(0, 7));
        assertEquals(3, pairs.likeliest(0, 8));
    }

    @Test
    void shouldListTheLikeliestFirstAndTheLowerNumberOfTwoAlike() {
        final double[] distribution = new double[GroupChains.OUTCOMES];
        distribution[GroupChains.END] = .4;
        distribution[9] = .2;
        distribution[200] = .2;
        distribution[3] = .15;
        distribution[255] = .05;
        final int[] three = new int[3];
        assertEquals(3, GroupChains.top(distribution, three));
        assertArrayEquals(new int[] {9, 200, 3}, three);
        assertEquals(4, GroupChains.top(distribution, new int[10]));
    }

    @Test
    void shouldRefuseAConfigurationOutOfRange() {
        final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new ChainConfig(14, 0, 8, 10));
        assertEquals("chain configuration: sessionGapMs=0.0, allowed=1.0..8.64E7", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ChainConfig(Double.NaN, 1, 8, 10));
    }

    private static long digest(final GroupChains chains) {
        final Digest digest = new Digest();
        chains.pass(digest);
        return digest.value();
    }

    /** Single transitions of users without a past. */
    private final class Pairs {
        private long nowMs = START_MS;

        void learn(final int group, final long user, final int from, final int to) {
            history.own().load(0, 0);
            history.load(group, user, History.NONE, from, nowMs - 1_000);
            chains.learn(history, to, nowMs++);
        }

        int likeliest(final int group, final long user) {
            history.own().load(0, 0);
            history.load(group, user, History.NONE, 0, nowMs);
            chains.nextDistribution(history, next);
            final int[] top = new int[1];
            GroupChains.top(next, top);
            return top[0];
        }
    }

    /** A hundred users that walk over six actions in three groups, with breaks. */
    private static final class Walk {
        private static final int USERS = 100;

        private final GroupChains chains;
        private final SplittableRandom random;
        private final History history = new History();
        private final int[] last = new int[USERS];
        private final int[] previous = new int[USERS];
        private final long[] lastMs = new long[USERS];
        private final long[] low = new long[USERS];
        private final int[] high = new int[USERS];
        private long nowMs = START_MS;

        Walk(final GroupChains chains, final long seed) {
            this.chains = chains;
            random = new SplittableRandom(seed);
            Arrays.fill(last, History.NONE);
            Arrays.fill(previous, History.NONE);
        }

        void run(final int events) {
            for (int event = 0; event < events; event++) {
                nowMs += random.nextInt(40_000);
                final int user = random.nextInt(USERS);
                final int action = random.nextInt(3) == 0 ? random.nextInt(6) : (last[user] + 1 + user % 2) % 6;
                history.load(user % 3, user, previous[user], last[user], lastMs[user]);
                history.own().load(low[user], high[user]);
                chains.learn(history, action, nowMs);
                low[user] = history.own().low();
                high[user] = history.own().high();
                previous[user] = last[user];
                last[user] = action;
                lastMs[user] = nowMs;
            }
        }
    }
}
