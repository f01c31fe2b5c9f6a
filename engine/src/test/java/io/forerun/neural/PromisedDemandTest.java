package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromisedDemandTest {
    private static final long START_MS = 1_700_000_000_123L;
    private static final int SERIES = 4;
    private static final int STAGES = PromisedDemand.STAGES;
    private static final int POPULATION = 1_500;

    /** A table and its demand as the engine wires them. */
    private static final class Walk implements AutoCloseable {
        final PromisedDemand demand = new PromisedDemand(Kernels.scalar());
        final ProfileTable table;
        final SplittableRandom random;
        final long[] users = new long[64];
        final long[] rows = new long[64];
        long nowMs = START_MS;

        Walk(final long maxUsers, final long seed) {
            random = new SplittableRandom(seed);
            table = new ProfileTable(maxUsers, seed, this::beforeErase);
            demand.open(SERIES);
        }

        private void beforeErase(final long row) {
            demand.withdraw(table.rows(), row);
        }

        void run() {
            nowMs += random.nextInt(30) == 0 ? random.nextLong(3L << random.nextInt(31)) : random.nextInt(20_000);
            final int count = 1 + random.nextInt(users.length);
            for (int item = 0; item < count; item++) {
                users[item] = random.nextInt(POPULATION) / (1 + random.nextInt(9));
            }
            table.locate(users, count, rows);
            for (int item = 0; item < count; item++) {
                if (rows[item] != ProfileTable.NONE) {
                    final long lateMs = random.nextInt(4) == 0 ? random.nextLong(2L << random.nextInt(28)) : -900;
                    event(rows[item], nowMs - lateMs, random.nextInt(SERIES));
                }
            }
            if (random.nextInt(4) == 0) {
                table.forget(random.nextInt(POPULATION));
            }
            if (random.nextInt(3) == 0) {
                demand.advance(nowMs);
            }
        }

        void event(final long row, final long timeMs, final int series) {
            demand.withdraw(table.rows(), row);
            table.touch(row, timeMs, series, 1, 0, 0);
            demand.promise(table.rows(), row);
        }

        long hash() {
            final Digest digest = new Digest();
            demand.pass(digest);
            return digest.value();
        }

        @Override
        public void close() {
            table.close();
        }
    }

    /** Of an event at the end of its slot. */
    private static double weight(final long seenMs, final int tau) {
        final long slotMs = TimeConstants.slotMs(tau);
        return PromisedDemand.expNegative((slotMs - seenMs % slotMs) * TimeConstants.perMs(tau));
    }

    /** Every slot of every series, summed anew over all rows: [series][time constant, slot, stage]. */
    private static long[][] sums(final Walk walk) {
        final long[][] expected = new long[SERIES][TimeConstants.COUNT * DemandRings.SLOTS * STAGES];
        final ProfileRows rows = walk.table.rows();
        for (long user = 0; user < POPULATION; user++) {
            final long row = walk.table.find(user);
            for (int tau = 0; row != ProfileTable.NONE && tau < TimeConstants.COUNT; tau++) {
                final long slot = Math.floorDiv(rows.lastSeenMs(row), TimeConstants.slotMs(tau));
                assertTrue(walk.demand.rings().reaches(rows.lastSeenMs(row) / TimeConstants.slotMs(0)));
                if (walk.demand.rings().lives(tau, slot)) {
                    final int place = (tau * DemandRings.SLOTS + (int) (slot % DemandRings.SLOTS)) * STAGES;
                    final long units = Math.round(Minifloat.UNITS * weight(rows.lastSeenMs(row), tau));
                    expected[0][place + rows.stage(row)] += units; // All of them.
                    if (rows.group(row) > 0) {
                        expected[rows.group(row)][place + rows.stage(row)] += units;
                    }
                }
            }
        }
        return expected;
    }

    private static void compare(final Walk walk) {
        final long[][] expected = sums(walk);
        for (int series = 0; series < SERIES; series++) {
            for (int place = 0; place < expected[series].length; place++) {
                final int tau = place / STAGES / DemandRings.SLOTS;
                final int slot = place / STAGES % DemandRings.SLOTS;
                final long units = walk.demand.rings().units(series, place % STAGES, tau, slot);
                assertEquals(expected[series][place], units, "series " + series + " tau " + tau);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldEqualTheSumOverRowsAfterAnyHistory(final long seed) {
        try (Walk walk = new Walk(700, seed)) {
            for (int run = 0; run < 1_200; run++) {
                walk.run();
                if (run % 150 == 149) {
                    compare(walk);
                }
            }
            assertTrue(walk.table.evicted() > 100);
        }
    }

    @Test
    void shouldHoldNothingOnceAllAreForgotten() {
        try (Walk walk = new Walk(POPULATION, 5)) {
            for (int run = 0; run < 300; run++) {
                walk.run();
            }
            final double[] read = new double[PromisedDemand.SUMS];
            walk.demand.read(0, walk.nowMs, read);
            assertTrue(read[PromisedDemand.SUMS - 1] > 1);
            for (long user = 0; user < POPULATION; user++) {
                walk.table.forget(user);
            }
            for (int series = 0; series < SERIES; series++) {
                walk.demand.read(series, walk.nowMs, read);
                for (final double promised : read) {
                    assertEquals(0, promised);
                }
            }
        }
    }

    @Test
    void shouldReadEachWeightDecayedToThatTime() {
        final double[] fresh = new double[PromisedDemand.SUMS];
        final double[] read = new double[PromisedDemand.SUMS];
        for (final long ageMs : new long[] {7_000, 61_000, 400_000, 5_000_000}) {
            try (Walk walk = new Walk(10, 6)) {
                walk.table.locate(new long[] {9}, 1, walk.rows);
                walk.event(walk.rows[0], START_MS, 2);
                walk.demand.read(2, START_MS, fresh);
                walk.demand.advance(START_MS + ageMs);
                walk.demand.read(2, START_MS + ageMs, read);
                for (int tau = 0; tau < TimeConstants.COUNT; tau++) {
                    final boolean dropped = ageMs > 12 * TimeConstants.tauMs(tau);
                    final double expected = fresh[tau] * Math.exp(-(double) ageMs / TimeConstants.tauMs(tau));
                    assertTrue(fresh[tau] > 0);
                    assertEquals(dropped ? 0 : expected, read[tau], 1e-9, "age " + ageMs);
                }
            }
        }
    }

    @Test
    void shouldAddUpOverUsersToWhatASeriesPromises() {
        final int series = 2;
        try (Walk walk = new Walk(POPULATION, 8)) {
            for (int run = 0; run < 200; run++) {
                walk.run();
            }
            walk.demand.advance(walk.nowMs + 1_000);
            final double[] all = new double[PromisedDemand.SUMS];
            final double[] own = new double[PromisedDemand.SUMS];
            final double[] sum = new double[PromisedDemand.SUMS];
            walk.demand.read(series, walk.nowMs + 1_000, all);
            for (long user = 0; user < POPULATION; user++) {
                final long row = walk.table.find(user);
                if (row != ProfileTable.NONE && walk.table.rows().group(row) == series) {
                    PromisedDemand.ofUser(walk.table.rows(), row, walk.nowMs + 1_000, own);
                    for (int index = 0; index < sum.length; index++) {
                        sum[index] += own[index];
                    }
                }
            }
            assertArrayEquals(all, sum, 1e-9);
            assertTrue(all[PromisedDemand.SUMS - 1] > 1);
        }
    }

    @Test
    void shouldReadWhatIsHeldAsItStood() {
        try (Walk walk = new Walk(POPULATION, 7)) {
            for (int run = 0; run < 100; run++) {
                walk.run();
            }
            final long atMs = walk.nowMs;
            walk.demand.advance(atMs);
            final double[][] before = readAll(walk, atMs);
            walk.demand.hold(atMs);
            for (int run = 0; run < 100; run++) {
                walk.nowMs += 600_000;
                walk.run();
            }
            final double[][] held = readAll(walk, atMs);
            walk.demand.release();
            walk.demand.advance(walk.nowMs);
            final double[][] after = readAll(walk, walk.nowMs);
            for (int series = 0; series < SERIES; series++) {
                assertArrayEquals(before[series], held[series], 0);
                assertTrue(held[series][PromisedDemand.SUMS - 1] != after[series][PromisedDemand.SUMS - 1]);
            }
        }
    }

    private static double[][] readAll(final Walk walk, final long atMs) {
        final double[][] read = new double[SERIES][PromisedDemand.SUMS];
        for (int series = 0; series < SERIES; series++) {
            walk.demand.read(series, atMs, read[series]);
        }
        return read;
    }

    /** Which stages hold something, as a bit each. */
    private static int stages(final Walk walk, final long timeMs) {
        walk.event(walk.rows[0], timeMs, 1);
        final double[] read = new double[PromisedDemand.SUMS];
        walk.demand.read(1, timeMs, read);
        int stages = 0;
        for (int stage = 0; stage < STAGES; stage++) {
            stages |= read[stage * TimeConstants.COUNT + 4] > 0 ? 1 << stage : 0;
        }
        return stages;
    }

    @Test
    void shouldMoveAUserThroughTheStagesOfASession() {
        final int minuteMs = 60_000;
        try (Walk walk = new Walk(10, 9)) {
            walk.table.locate(new long[] {9}, 1, walk.rows);
            assertEquals(1, stages(walk, START_MS));
            assertEquals(4, stages(walk, START_MS + 30 * minuteMs));
            assertEquals(8, stages(walk, START_MS + 31 * minuteMs));
            assertEquals(8, stages(walk, START_MS + 20 * minuteMs)); // Late: not a session of its own.
            assertEquals(2, stages(walk, START_MS + 61 * minuteMs + 1));
            assertEquals(4, stages(walk, START_MS + 61 * minuteMs + 1));
        }
    }

    @Test
    void shouldFoldWhatIsPromised() {
        try (Walk one = new Walk(POPULATION, 8);
                Walk same = new Walk(POPULATION, 8)) {
            one.run();
            same.run();
            assertEquals(one.hash(), same.hash());
            one.table.forget(one.users[0]);
            assertNotEquals(one.hash(), same.hash());
        }
    }

    @Test
    void shouldComputeExponentialsWithinASlot() {
        for (int index = 0; index <= 64; index++) {
            final double x = index / 1_024.0;
            assertEquals(StrictMath.exp(-x), PromisedDemand.expNegative(x), 1e-6);
        }
    }

    @Test
    void shouldFindTheSlotsOfATime() {
        final SplittableRandom random = new SplittableRandom(10);
        final long[] slots = new long[TimeConstants.COUNT];
        for (int round = 0; round < 1_000; round++) {
            final long timeMs = random.nextLong(1L << 48);
            TimeConstants.slots(timeMs, slots);
            for (int tau = 0; tau < slots.length; tau++) {
                assertEquals(timeMs / TimeConstants.slotMs(tau), slots[tau]);
            }
        }
    }
}
