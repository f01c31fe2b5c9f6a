package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import io.forerun.memory.Digest;
import io.forerun.memory.MemoryLedger;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileTableTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final int BATCH = 256;

    private final Map<String, Long> ledgerBefore = MemoryLedger.snapshot();
    private ProfileTable table;

    @BeforeEach
    void open() {
        table = new ProfileTable(1 << 20, 42);
    }

    @AfterEach
    void close() {
        table.close();
        assertEquals(ledgerBefore, MemoryLedger.snapshot(), "bytes left behind");
    }

    private static long digest(final ProfileTable table) {
        final Digest digest = new Digest();
        table.digest(digest);
        return digest.value();
    }

    private static long locate(final ProfileTable table, final long user) {
        final long[] row = new long[1];
        table.locate(new long[] {user}, 1, row);
        return row[0];
    }

    /** A pass over a batch, as core does it, on both. */
    private static void apply(
            final ProfileTable table, final NaiveProfiles naive, final long[] users, final SplittableRandom random) {
        final long[] rows = new long[users.length];
        final int sizeBefore = naive.size();
        final int added = table.locate(users, users.length, rows);
        for (int item = 0; item < users.length; item++) {
            final NaiveProfiles.Row expected = naive.locate(users[item]);
            assertEquals(expected == null, rows[item] == ProfileTable.NONE);
            if (expected != null) {
                final long seenMs = START_MS + random.nextInt(86_400_000);
                final int group = random.nextInt(65_536);
                final int action = random.nextInt(256);
                final float cost = random.nextInt(100_000);
                table.touch(rows[item], seenMs, group, action, random.nextInt(256), random.nextInt());
                table.cost(rows[item], cost, cost / 3, cost / 7);
                NaiveProfiles.touch(expected, seenMs, group, action);
                NaiveProfiles.cost(expected, cost, cost / 3, cost / 7);
            }
        }
        assertEquals(naive.size() - sizeBefore, added);
    }

    private static void assertSame(final ProfileTable table, final NaiveProfiles naive) {
        assertEquals(naive.size(), table.size());
        naive.rows().forEach((user, expected) -> {
            final long row = table.find(user);
            assertEquals(user, table.userId(row));
            assertEquals(expected.count, table.count(row));
            assertEquals(expected.firstSeenMs, table.firstSeenMs(row));
            assertEquals(expected.lastSeenMs, table.lastSeenMs(row));
            assertEquals(expected.group, table.group(row));
            assertEquals(expected.action, table.lastAction(row));
            assertEquals(expected.cpuUs, table.cpuUs(row));
            assertEquals(expected.memoryKibS, table.memoryKibS(row));
            assertEquals(expected.gpuUs, table.gpuUs(row));
        });
    }

    /** Some 140,000 users: every segment of the index doubles twice, the rows fill nine chunks. */
    @Test
    void shouldHoldWhatANaiveMapHolds() {
        final SplittableRandom random = new SplittableRandom(11);
        final NaiveProfiles naive = new NaiveProfiles(1 << 20);
        for (int round = 0; round < 1_500; round++) {
            final long[] users = new long[1 + random.nextInt(BATCH)];
            for (int item = 0; item < users.length; item++) {
                users[item] = random.nextInt(4) == 0 ? random.nextInt(50) : random.nextLong() >>> random.nextInt(40);
            }
            apply(table, naive, users, random);
        }
        assertSame(table, naive);
        for (int miss = 0; miss < 10_000; miss++) {
            final long user = random.nextLong();
            assertEquals(naive.find(user) == null, table.find(user) == ProfileTable.NONE);
        }
    }

    /** Every segment doubles three times, and the list of chunks outgrows its first sixteen. */
    @Test
    void shouldFindEveryUserAfterMuchGrowth() {
        final int users = 300_000;
        final long[] row = new long[1];
        for (int user = 0; user < users; user++) {
            assertEquals(1, table.locate(new long[] {user}, 1, row));
            assertEquals(user, row[0], "rows are numbered in order");
        }
        for (int user = 0; user < users; user++) {
            assertEquals(user, table.find(user));
        }
        assertEquals(ProfileTable.NONE, table.find(users));
    }

    @Test
    void shouldGiveOneRowToRepeatsInABatch() {
        final long[] rows = new long[5];
        assertEquals(2, table.locate(new long[] {7, 9, 7, 7, 9}, 5, rows));
        assertEquals(rows[0], rows[2]);
        assertEquals(rows[0], rows[3]);
        assertEquals(rows[1], rows[4]);
        assertNotEquals(rows[0], rows[1]);
        assertEquals(2, table.size());
    }

    @Test
    void shouldHoldTheUsersZeroAndMinusOne() {
        assertEquals(ProfileTable.NONE, table.find(0));
        final long zero = locate(table, 0);
        final long minusOne = locate(table, -1);
        assertEquals(zero, table.find(0));
        assertEquals(minusOne, table.find(-1));
    }

    @Test
    void shouldGiveNoRowToUsersBeyondTheLimit() {
        final SplittableRandom random = new SplittableRandom(13);
        try (ProfileTable small = new ProfileTable(100, 1)) {
            final NaiveProfiles naive = new NaiveProfiles(100);
            for (int round = 0; round < 50; round++) {
                apply(small, naive, random.longs(20, 0, 400).toArray(), random);
            }
            assertSame(small, naive);
            assertEquals(100, small.size());
        }
    }

    @Test
    void shouldDigestTheSameWhateverTheOrderBatchesAndSeed() {
        final long[] users = new SplittableRandom(17).longs(5_000).distinct().toArray();
        final long[] digests = new long[3];
        final int[] batches = {1, 7, 256};
        for (int round = 0; round < batches.length; round++) {
            try (ProfileTable other = new ProfileTable(1 << 20, round)) {
                for (int next = 0; next < users.length; next += batches[round]) {
                    final int count = Math.min(batches[round], users.length - next);
                    final long[] batch = new long[count];
                    for (int item = 0; item < count; item++) { // Backwards in the last round.
                        batch[item] = users[round == 2 ? users.length - 1 - next - item : next + item];
                    }
                    final long[] rows = new long[count];
                    other.locate(batch, count, rows);
                    for (int item = 0; item < count; item++) {
                        other.touch(rows[item], START_MS + (batch[item] & 0xFFFF), 1, 2, 3, 4);
                    }
                }
                digests[round] = digest(other);
            }
        }
        assertEquals(digests[0], digests[1]);
        assertEquals(digests[0], digests[2]);
    }

    @Test
    void shouldDigestEveryFieldOfARow() {
        final long row = locate(table, 5);
        long before = digest(table);
        table.touch(row, START_MS, 1, 2, 3, 4);
        before = changed(before);
        table.cost(row, 10, 0, 0);
        before = changed(before);
        table.cost(row, 10, 1, 0);
        before = changed(before);
        table.cost(row, 10, 1, 1);
        before = changed(before);
        locate(table, 6);
        changed(before);
    }

    private long changed(final long before) {
        final long after = digest(table);
        assertNotEquals(before, after);
        return after;
    }

    @Test
    void shouldLocateWithoutAllocation() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long[] users = new SplittableRandom(19).longs(BATCH).toArray();
        final long[] rows = new long[BATCH];
        for (int round = 0; round < 20_000; round++) {
            pass(users, rows);
        }
        final long start = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 1_000; round++) {
            pass(users, rows);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - start);
    }

    private void pass(final long[] users, final long[] rows) {
        table.locate(users, BATCH, rows);
        for (int item = 0; item < BATCH; item++) {
            table.touch(rows[item], START_MS, 1, 2, 3, 4);
            table.cost(rows[item], 1, 2, 3);
        }
    }

    @Test
    void shouldRefuseALimitItCannotHold() {
        for (final long limit : new long[] {0, -1, (1L << 31) + 1}) {
            final IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> new ProfileTable(limit, 1));
            assertEquals("profile.max_users: value=" + limit + ", allowed=1 to 2147483648", refused.getMessage());
        }
    }
}
