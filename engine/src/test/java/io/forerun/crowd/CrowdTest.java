package io.forerun.crowd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.markov.ChainConfig;
import io.forerun.markov.GroupChains;
import io.forerun.markov.UserChains;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table, chains and a crowd as the engine wires them. Action 0 is followed by 1, four times of five, about five minutes later. */
class CrowdTest {
    private static final long START_MS = 1_700_000_040_000L;
    private static final int MINUTE_MS = 60_000;
    private static final long GAP_MS = ChainConfig.DEFAULT.sessionGapMs();
    private static final int STEPS = 30;
    private static final int GROUP = 3;

    private final Crowd crowd = new Crowd(GAP_MS);
    private final UserChains chains = new UserChains(ChainConfig.DEFAULT);
    private final ProfileTable table = new ProfileTable(100_000, 7, this::beforeErase);
    private final SplittableRandom random = new SplittableRandom(11);
    private final long[] rows = new long[1];

    private void beforeErase(final long row) {
        crowd.erase(table.rows(), row);
    }

    @AfterEach
    void close() {
        table.close();
    }

    private void act(final long user, final int action, final long atMs) {
        table.locate(new long[] {user}, 1, rows);
        chains.learn(table.rows(), rows[0], GROUP, action, 0, atMs);
        crowd.leave(table.rows(), rows[0], atMs);
        table.touch(rows[0], atMs, GROUP, action, 0, 0);
        crowd.enter(table.rows(), rows[0]);
        crowd.count(action, 1);
    }

    /** So many users go their ways before {@link #START_MS}, and never come back. */
    private void learn(final int users) {
        for (int user = 0; user < users; user++) {
            final long atMs = START_MS - 2 * GAP_MS - (users - user) * 10_000L;
            act(user, 0, atMs);
            if (user % 5 != 0) {
                act(user, 1, atMs - (long) (StrictMath.log(1 - random.nextDouble()) * 5 * MINUTE_MS));
            }
        }
    }

    private ActionFlow flow(final long atMs) {
        crowd.close(atMs, MINUTE_MS, true);
        return crowd.flow(chains.actions(), atMs, MINUTE_MS, STEPS);
    }

    private static double sum(final ActionFlow flow, final int action, final int from, final int to) {
        return IntStream.range(from, to)
                .mapToDouble(step -> flow.staying()[step][action])
                .sum();
    }

    @Test
    void shouldCarryUsersInSessionOnByTheirChain() {
        learn(5_000);
        for (int user = 0; user < 1_000; user++) {
            act(100_000 + user, 0, START_MS);
        }
        final ActionFlow flow = flow(START_MS);
        assertEquals(1_000, flow.users());
        assertEquals(800, sum(flow, 1, 0, STEPS), 40);
        // Exponential times of mean 5 minutes: 800 (1 - 1 / e) within them.
        assertEquals(506, sum(flow, 1, 0, 5), 50);
        assertEquals(0, sum(flow, 0, 0, STEPS), 20);
    }

    @Test
    void shouldBelieveLessInUsersTheLongerTheyAreSilent() {
        learn(5_000);
        for (int user = 0; user < 1_000; user++) {
            act(100_000 + user, 0, START_MS);
        }
        double before = Double.POSITIVE_INFINITY;
        for (int minute = 0; minute < 30; minute += 5) {
            final double expected = sum(flow(START_MS + (long) minute * MINUTE_MS), 1, 0, STEPS);
            assertTrue(expected < before, minute + " minutes: " + expected + " after " + before);
            before = expected;
        }
        assertTrue(before < 30, "after 25 minutes: " + before);
        final ActionFlow late = flow(START_MS + GAP_MS + MINUTE_MS);
        assertEquals(0, late.users());
        assertEquals(0, sum(late, 1, 0, STEPS));
    }

    @Test
    void shouldTellWhatUsersAskForWhoComeLater() {
        learn(5_000);
        final ActionFlow flow = flow(START_MS);
        assertEquals(1, flow.coming()[0][0], .02);
        assertTrue(flow.coming()[0][1] < .15, "who comes now: " + Arrays.toString(flow.coming()[0]));
        assertEquals(1, flow.coming()[STEPS - 1][0], .02);
        assertEquals(.8, flow.coming()[STEPS - 1][1], .04);
        assertEquals(1 / 1.8, flow.arrivals(), .03);
    }

    @Test
    void shouldCountWhatWasAskedForInTheBucketThatEnded() {
        learn(10);
        crowd.close(START_MS, MINUTE_MS, true);
        crowd.count(1, 4);
        crowd.count(1, 4);
        crowd.count(0, 4);
        act(100_000, 0, START_MS);
        final ActionFlow flow = flow(START_MS + MINUTE_MS);
        assertTrue(flow.observed());
        assertArrayEquals(new long[] {5, 8}, Arrays.copyOf(flow.present(), 2));
        crowd.close(START_MS + 2 * MINUTE_MS, MINUTE_MS, false);
        assertFalse(crowd.flow(chains.actions(), START_MS + 2 * MINUTE_MS, MINUTE_MS, 1)
                .observed());
    }

    @Test
    void shouldSayTheSameInStepsAsInOne() {
        learn(500);
        final GroupChains actions = chains.actions();
        final int phases = 16; // As many as a horizon is cut into otherwise.
        final double[] whole = new double[GroupChains.OUTCOMES];
        actions.expectedVisits(GROUP, 0, phases * (double) MINUTE_MS, whole);
        final double[][] steps = new double[phases][actions.actions()];
        final double[] ends = {actions.endProbability(GROUP, 0), actions.endProbability(GROUP, 1)};
        actions.addVisits(GROUP, new double[] {1, 0}, ends, MINUTE_MS, steps);
        for (int action = 0; action < actions.actions(); action++) {
            final int each = action;
            assertEquals(
                    whole[action],
                    Arrays.stream(steps).mapToDouble(step -> step[each]).sum(),
                    1e-12);
        }
    }

    /** Users of every group and action by slot of silence, counted anew over all rows. */
    private static void compare(final UsersInSession users, final ProfileTable table, final int population) {
        final ProfileRows rows = table.rows();
        final int[][][] expected = new int[5][SessionRing.SLOTS][256];
        int all = 0;
        for (long user = 0; user < population; user++) {
            final long row = table.find(user);
            final long age = row == ProfileTable.NONE ? -1 : users.newest() - rows.lastSeenMs(row) / users.slotMs();
            if (age >= 0 && age < SessionRing.SLOTS) {
                expected[rows.group(row)][(int) age][rows.lastAction(row)]++;
                all++;
            }
        }
        assertEquals(all, users.everyone().users());
        for (int group = 0; group < expected.length; group++) {
            assertEquals(
                    Arrays.stream(expected[group]).flatMapToInt(Arrays::stream).sum(), users.users(group));
            final SessionRing ring = users.users(group) == 0 ? new SessionRing() : users.of(group);
            for (int age = 0; age < SessionRing.SLOTS; age++) {
                final long slot = users.newest() - age;
                final int[] counts = IntStream.range(0, 256)
                        .map(action -> ring.count(slot, action))
                        .toArray();
                assertArrayEquals(expected[group][age], counts);
            }
        }
    }

    @Test
    void shouldEqualTheSumOverRowsAfterAnyHistory() {
        final UsersInSession users = new UsersInSession(GAP_MS);
        final int population = 900;
        try (ProfileTable walked = evicting(users)) {
            long nowMs = START_MS;
            for (int run = 0; run < 20_000; run++) {
                nowMs += random.nextInt(200) == 0 ? random.nextLong(3 * GAP_MS) : random.nextInt(20_000);
                walked.locate(new long[] {random.nextInt(population)}, 1, rows);
                if (rows[0] != ProfileTable.NONE) {
                    final long lateMs = random.nextInt(4) == 0 ? random.nextLong(2 * GAP_MS) : -900;
                    users.leave(walked.rows(), rows[0]);
                    final int action = random.nextInt(5) == 0 ? random.nextInt(256) : random.nextInt(6);
                    walked.touch(rows[0], nowMs - lateMs, random.nextInt(5), action, 0, 0);
                    users.enter(walked.rows(), rows[0]);
                }
                if (random.nextInt(20) == 0) {
                    walked.forget(random.nextInt(population));
                }
                if (random.nextInt(9) == 0) {
                    users.advance(nowMs);
                }
                if (run % 2_000 == 1_999) {
                    compare(users, walked, population);
                }
            }
            assertTrue(walked.evicted() > 100);
            final UsersInSession anew = new UsersInSession(GAP_MS);
            anew.advance(nowMs);
            users.advance(nowMs);
            walked.forEach(row -> anew.enter(walked.rows(), row));
            compare(anew, walked, population);
        }
    }

    private static ProfileTable evicting(final UsersInSession users) {
        final ProfileTable[] made = new ProfileTable[1];
        made[0] = new ProfileTable(500, 5, row -> users.leave(made[0].rows(), row));
        return made[0];
    }
}
