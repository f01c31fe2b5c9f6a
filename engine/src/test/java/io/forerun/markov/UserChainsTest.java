package io.forerun.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.profile.ProfileTable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserChainsTest {
    private static final int USERS = 5;
    private static final long GAP_MS = ChainConfig.DEFAULT.sessionGapMs();

    private final ProfileTable table = new ProfileTable(100, 1);
    private final UserChains chains = new UserChains(ChainConfig.DEFAULT);
    private final long[] id = new long[1];
    private final long[] row = new long[1];

    @AfterEach
    void close() {
        table.close();
    }

    private void record(final long user, final int group, final int action, final int object, final long atMs) {
        id[0] = user;
        table.locate(id, 1, row);
        chains.learn(table.rows(), row[0], group, action, object, atMs);
        table.touch(row[0], atMs, group, action, 0, object);
    }

    /** Rows say the same as histories kept in plain arrays, at every step. */
    @Test
    void shouldPredictAsWithPlainHistories() {
        final SplittableRandom random = new SplittableRandom(8);
        final GroupChains actions = new GroupChains(ChainConfig.DEFAULT);
        final GroupObjects objects = new GroupObjects(ChainConfig.DEFAULT);
        final History[] histories = new History[USERS];
        final int[][] before = new int[USERS][]; // group, previous, last, previous object, last object
        final long[] lastMs = new long[USERS];
        final double[][] distributions = new double[2][GroupChains.OUTCOMES];
        final int[][] next = new int[2][4];
        final double[][] probabilities = new double[2][4];
        long nowMs = 1_700_000_000_000L;
        for (int event = 0; event < 2_000; event++) {
            nowMs += random.nextInt(10) == 0 ? random.nextLong(2 * GAP_MS) : random.nextLong(10_000);
            final int user = random.nextInt(USERS);
            final int group = random.nextInt(3);
            final int action = random.nextInt(1 + random.nextInt(6));
            final int object = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(1 + random.nextInt(20));
            if (before[user] == null) {
                before[user] = new int[] {group, History.NONE, History.NONE, 0, 0};
                histories[user] = new History();
            }
            final int[] known = before[user];
            final History history = histories[user];
            history.load(known[0], user, known[1], known[2], lastMs[user]).loadObjects(known[3], known[4]);
            if (known[2] != History.NONE) {
                id[0] = user;
                table.locate(id, 1, row);
                actions.nextAction(history, nowMs, distributions[0]);
                chains.nextAction(table.rows(), row[0], nowMs, distributions[1]);
                assertArrayEquals(distributions[0], distributions[1]);
                final int count = objects.next(history, next[0], probabilities[0]);
                assertEquals(count, chains.nextObjects(table.rows(), row[0], next[1], probabilities[1]));
                assertArrayEquals(next[0], next[1]);
                assertArrayEquals(probabilities[0], probabilities[1]);
            }
            record(user, group, action, object, nowMs);
            actions.learn(history, action, nowMs);
            objects.learn(history, object, nowMs);
            before[user] = new int[] {
                group, known[2], action, object == 0 ? known[3] : known[4], object == 0 ? known[4] : object
            };
            lastMs[user] = nowMs;
        }
    }
}
