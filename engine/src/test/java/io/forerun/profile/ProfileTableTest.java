package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.memory.MemoryLedger;
import io.forerun.state.Digest;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileTableTest {
    private static final long START_MS = 1_764_000_000_000L;

    /** A table beside a map from user to the number of its records and their newest time. */
    private static final class Walk implements AutoCloseable {
        final Map<Long, long[]> expected = new HashMap<>();
        final Set<Long> erased = new HashSet<>();
        final ProfileTable table;
        final SplittableRandom random;
        final long[] users = new long[ProfileTable.MAX_RUN];
        final long[] rows = new long[ProfileTable.MAX_RUN];
        long nowMs = START_MS;

        Walk(final long maxUsers, final long seed) {
            random = new SplittableRandom(seed);
            table = new ProfileTable(maxUsers, seed, this::erased);
        }

        private void erased(final long row) {
            final ProfileRows fields = table().rows();
            final long userId = fields.userId(row);
            final long[] record = expected.remove(userId);
            assertEquals(record[0], fields.count(row), "erased row of " + userId);
            erased.add(userId);
        }

        private ProfileTable table() {
            return table;
        }

        void run(final long population) {
            final int count = 1 + random.nextInt(ProfileTable.MAX_RUN);
            for (int item = 0; item < count; item++) {
                users[item] = random.nextLong(population); // User 0 is one of them.
            }
            erased.clear();
            table.locate(users, count, rows);
            for (int item = 0; item < count; item++) {
                final long row = rows[item];
                if (row == ProfileTable.NONE) {
                    continue;
                }
                assertEquals(users[item], table.rows().userId(row));
                nowMs += random.nextInt(3);
                table.touch(row, nowMs, item, users[item] > 7 ? 1 : 2, 3, item);
                final long[] record = expected.computeIfAbsent(users[item], unused -> new long[2]);
                record[0]++;
                record[1] = nowMs;
            }
        }

        void forget(final long population) {
            final long userId = random.nextLong(population);
            assertEquals(expected.containsKey(userId), table.forget(userId));
            assertEquals(ProfileTable.NONE, table.find(userId));
        }

        void compare() {
            TableInvariants.check(table);
            assertEquals(expected.size(), table.size());
            expected.forEach((userId, record) -> {
                final long row = table.find(userId);
                assertNotEquals(ProfileTable.NONE, row);
                assertEquals(record[0], table.rows().count(row));
                assertEquals(record[1], table.rows().lastSeenMs(row));
            });
        }

        long digest() {
            final Digest digest = new Digest();
            table.pass(digest);
            return digest.value();
        }

        @Override
        public void close() {
            table.close();
        }
    }

    private static void walk(final long maxUsers, final long population, final int runs, final long seed) {
        try (Walk walk = new Walk(maxUsers, seed)) {
            for (int run = 0; run < runs; run++) {
                walk.run(Math.max(10, population * (run + 1) / runs)); // The population grows, and with it the table.
                if (run % 3 == 0) {
                    walk.forget(population);
                }
                if (run % 50 == 0) {
                    walk.compare();
                }
            }
            walk.compare();
            assertTrue(walk.table.size() <= maxUsers);
            if (maxUsers > population) {
                assertEquals(0, walk.table.evicted());
            } else {
                assertTrue(walk.table.evicted() > 0);
            }
        }
    }

    @Test
    void shouldAgreeWithAMapWhileItGrows() {
        walk(1_000_000, 60_000, 900, 1);
        walk(1_000_000, 3_000, 200, 2);
    }

    @Test
    void shouldAgreeWithAMapWhileItEvicts() {
        walk(5_000, 20_000, 600, 3);
        walk(1_000, 3_000, 300, 4);
        walk(300, 100_000, 300, 5);
    }

    @Test
    void shouldAgreeWithAMapWhereARunIsMoreThanTheTable() {
        walk(1, 50, 200, 6);
        walk(40, 400, 300, 7);
    }

    @Test
    void shouldEvictTheLongUnseen() {
        try (Walk walk = new Walk(20_000, 8)) {
            final long[] rows = new long[1];
            for (long user = 0; user < 25_000; user++) {
                for (final long seen : new long[] {user, user % 2_000}) { // Users below 2,000 come again and again.
                    walk.table.locate(new long[] {seen}, 1, rows);
                    walk.table.touch(rows[0], START_MS + user, 0, 0, 0, 0);
                    walk.expected.put(seen, new long[] {walk.table.rows().count(rows[0]), 0});
                }
            }
            assertEquals(5_000, walk.table.evicted());
            for (long user = 0; user < 2_000; user++) {
                assertNotEquals(ProfileTable.NONE, walk.table.find(user));
            }
            int oldGone = 0;
            for (long user = 2_000; user < 12_000; user++) {
                oldGone += walk.table.find(user) == ProfileTable.NONE ? 1 : 0;
            }
            assertTrue(oldGone > 4_900, oldGone + " of the older half went");
        }
    }

    private static long history(final int batch, final long maxUsers) {
        final SplittableRandom random = new SplittableRandom(9);
        final long[] users = new long[batch];
        final long[] rows = new long[batch];
        try (ProfileTable table = new ProfileTable(maxUsers, 77)) {
            int count = 0;
            int applied = 0;
            for (int record = 0; record < 60_000; record++) {
                users[count++] = random.nextInt(1 + record / 3);
                if (count == batch || record % 1_000 == 999) {
                    table.locate(users, count, rows);
                    for (int item = 0; item < count; item++) {
                        if (rows[item] != ProfileTable.NONE) {
                            final long seenMs = START_MS + applied * 7L;
                            table.touch(rows[item], seenMs, applied % 50, applied % 9, 1, applied % 4);
                            table.cost(rows[item], applied % 301, applied % 77 / 7.0, 0);
                        }
                        applied++;
                    }
                    count = 0;
                }
                if (record % 1_000 == 999) {
                    table.forget(random.nextInt(1 + record / 3));
                }
            }
            final Digest digest = new Digest();
            table.pass(digest);
            return digest.value();
        }
    }

    @Test
    void shouldHaveOneDigestWhateverTheBatches() {
        for (final long maxUsers : new long[] {1_000_000, 4_000, 400, 200}) {
            final long one = history(1, maxUsers);
            assertEquals(one, history(7, maxUsers));
            assertEquals(one, history(256, maxUsers));
        }
        assertNotEquals(history(1, 4_000), history(1, 4_001));
    }

    @Test
    void shouldHaveOneDigestWhateverTheLayout() {
        final long[] rows = new long[1];
        final long[] digests = new long[2];
        for (int order = 0; order < 2; order++) {
            try (ProfileTable table = new ProfileTable(100_000, 5 + order)) { // Other seeds, other places.
                for (int user = 0; user < 9_000; user++) {
                    final long userId = order == 0 ? user : 8_999 - user;
                    table.locate(new long[] {userId}, 1, rows);
                    table.touch(rows[0], START_MS + userId, 1, 2, 3, 4);
                }
                final Digest digest = new Digest();
                table.pass(digest);
                digests[order] = digest.value();
            }
        }
        assertEquals(digests[0], digests[1]);
    }

    /** Growth never pauses: no insertion moves more rows than live in a page and a few to make room. */
    @Test
    void shouldMoveFewRowsPerInsertion() {
        try (ProfileTable table = new ProfileTable(1_000_000, 3)) {
            final long[] rows = new long[1];
            long worst = 0;
            for (long user = 0; user < 300_000; user++) {
                final long before = table.places().moved();
                table.locate(new long[] {user}, 1, rows);
                worst = Math.max(worst, table.places().moved() - before);
            }
            assertTrue(worst > 20 && worst < 70, "rows moved=" + worst);
            assertTrue(
                    table.places().moved() < 1.5 * table.size(),
                    "rows moved in all=" + table.places().moved());
            assertEquals(.93, table.size() / (31.0 * table.places().pageCount()), .0001);
            TableInvariants.check(table);
        }
    }

    @Test
    void shouldAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ProfileTable table = new ProfileTable(40_000, 3)) {
            final long[] users = new long[ProfileTable.MAX_RUN];
            final long[] rows = new long[ProfileTable.MAX_RUN];
            long allocated = 0;
            for (int run = 0; run < 1_000; run++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int item = 0; item < users.length; item++) {
                    users[item] = run * 200L + item;
                }
                table.locate(users, users.length, rows);
                for (int item = 0; item < users.length; item++) {
                    table.touch(rows[item], START_MS + run, 1, item & 7, 3, 4);
                    table.cost(rows[item], 10, 10, 10);
                }
                if (run >= 100) { // Grows until run 200, evicts after.
                    allocated += threads.getCurrentThreadAllocatedBytes() - before;
                }
            }
            assertTrue(table.evicted() > 0);
            assertEquals(0, allocated);
        }
    }

    @Test
    void shouldLeaveNothingInTheLedger() {
        final Map<String, Long> before = MemoryLedger.snapshot();
        final ProfileTable table = new ProfileTable(1_000_000, 3);
        final long held = before.getOrDefault("profile.pages", 0L);
        assertEquals(held + 32 * 4096, MemoryLedger.snapshot().get("profile.pages"));
        final long[] rows = new long[1];
        for (long user = 0; user < 10_000; user++) {
            table.locate(new long[] {user}, 1, rows);
        }
        assertEquals(
                held + table.places().pageCount() * 4096L,
                MemoryLedger.snapshot().get("profile.pages"));
        table.close();
        table.close();
        assertEquals(before, MemoryLedger.snapshot());
        assertThrows(IllegalStateException.class, () -> table.find(1));
    }

    @Test
    void shouldRefuseWhatItCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> new ProfileTable(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ProfileTable((1L << 31) + 1, 1));
        try (ProfileTable table = new ProfileTable(1L << 31, 1)) {
            final long[] many = new long[ProfileTable.MAX_RUN + 1];
            assertThrows(IllegalArgumentException.class, () -> table.locate(many, many.length, many));
            assertFalse(table.forget(5));
        }
    }
}
