package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.profile.Minifloat;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpectedDemandTest {
    private static final long START_MS = 1_700_000_000_123L;
    private static final int SERIES = 3;
    private static final int POPULATION = 600;
    private static final int RECORDS = 20_000;
    private static final int SWAP_AT = 9_000;
    private static final NeuralModel FIRST = RandomModel.of(1);
    private static final NeuralModel SECOND = RandomModel.of(2);

    /** A table and its demand as the engine wires them, over one fixed stream of records. */
    private static final class Walk implements AutoCloseable {
        final ExpectedDemand demand;
        final ProfileTable table;
        final long[] user = new long[RECORDS];
        final long[] timeMs = new long[RECORDS];
        final int[] series = new int[RECORDS];
        final Event event = new Event();
        final long[] users = new long[256];
        final long[] rows = new long[256];
        long nowMs;

        Walk(final Kernels kernels, final int maxUsers) {
            demand = new ExpectedDemand(kernels, 256);
            table = new ProfileTable(maxUsers, 7, row -> demand.withdraw(this.tableRows(), row));
            demand.open(SERIES);
            final SplittableRandom random = new SplittableRandom(3);
            long at = START_MS;
            for (int record = 0; record < RECORDS; record++) {
                at += random.nextInt(2_000) == 0 ? random.nextLong(40_000_000) : random.nextInt(900);
                user[record] = random.nextInt(POPULATION) / (1 + random.nextInt(9));
                timeMs[record] = at - (random.nextInt(20) == 0 ? random.nextInt(7_200_000) : 0);
                series[record] = random.nextInt(SERIES);
            }
        }

        private ProfileRows tableRows() {
            return table.rows();
        }

        /** Takes the records up to one, in runs. */
        void run(final int from, final int to, final int runLength) {
            for (int first = from; first < to; first += runLength) {
                take(first, Math.min(runLength, to - first));
            }
        }

        private void take(final int first, final int count) {
            System.arraycopy(user, first, users, 0, count);
            table.locate(users, count, rows);
            demand.begin(rows, count);
            for (int item = 0; item < count; item++) {
                final int record = first + item;
                event.action = record % 7;
                event.object = record % 50;
                event.device = record % 3;
                event.cost = record % 11;
                if (rows[item] != ProfileTable.NONE) {
                    demand.event(table.rows(), rows[item], item, timeMs[record], event);
                    table.touch(rows[item], timeMs[record], series[record], record % 7, 0, 0);
                }
                nowMs = Math.max(nowMs, timeMs[record]);
            }
            demand.step(table.rows());
        }

        long hash() {
            demand.advance(nowMs);
            final Digest digest = new Digest();
            demand.pass(digest);
            table.pass(digest);
            return digest.value();
        }

        @Override
        public void close() {
            table.close();
        }
    }

    private static void compareWithRows(final Walk walk) {
        final ProfileRows rows = walk.table.rows();
        final long[][] expected = new long[SERIES][TimeConstants.COUNT * DemandRings.SLOTS];
        final DemandRings rings = walk.demand.rings();
        for (long user = 0; user < POPULATION; user++) {
            final long row = walk.table.find(user);
            for (int tau = 0; row != ProfileTable.NONE && tau < TimeConstants.COUNT; tau++) {
                final long slot = rows.lastSeenMs(row) / TimeConstants.slotMs(tau);
                if (rings.lives(tau, slot)) {
                    final int place = tau * DemandRings.SLOTS + (int) (slot % DemandRings.SLOTS);
                    final long units = Minifloat.units(rows.demandWeight(row, tau));
                    expected[0][place] += units; // All of them.
                    expected[rows.group(row)][place] += rows.group(row) > 0 ? units : 0;
                }
            }
        }
        long sum = 0;
        for (int series = 0; series < SERIES; series++) {
            for (int place = 0; place < expected[series].length; place++) {
                final int tau = place / DemandRings.SLOTS;
                assertEquals(expected[series][place], rings.units(series, 0, tau, place % DemandRings.SLOTS));
                sum += expected[series][place];
            }
        }
        assertTrue(sum > 0, "nothing is expected of anybody");
    }

    private static long hashAfter(final Kernels kernels, final int runLength) {
        try (Walk walk = new Walk(kernels, 400)) {
            walk.run(0, 1_000, runLength);
            walk.demand.activate(FIRST, 11);
            walk.run(1_000, SWAP_AT, runLength);
            walk.demand.activate(SECOND, 12);
            walk.run(SWAP_AT, RECORDS, runLength);
            assertTrue(walk.table.evicted() > 50, "evicted " + walk.table.evicted());
            return walk.hash();
        }
    }

    @Test
    void shouldBeTheSameInAnyRunsAndKernels() {
        // Which rows are evicted depends on the run, so those are compared without any.
        final long[] hashes = new long[5];
        final int[] runs = {1, 7, 64, 256, 256};
        for (int index = 0; index < runs.length; index++) {
            final Kernels kernels = index == 4 ? Kernels.scalar() : Kernels.preferred();
            try (Walk walk = new Walk(kernels, POPULATION)) {
                walk.demand.activate(FIRST, 11);
                walk.run(0, SWAP_AT, runs[index]);
                walk.demand.activate(SECOND, 12);
                walk.run(SWAP_AT, RECORDS, runs[index]);
                hashes[index] = walk.hash();
            }
            assertEquals(hashes[0], hashes[index], "runs of " + runs[index]);
        }
        assertEquals(hashAfter(Kernels.scalar(), 64), hashAfter(Kernels.preferred(), 64));
    }

    @Test
    void shouldEqualTheSumOverRowsThroughEvictionsAndModels() {
        try (Walk walk = new Walk(Kernels.preferred(), 400)) {
            walk.run(0, 1_000, 50);
            walk.demand.activate(FIRST, 11);
            walk.run(1_000, 5_000, 50);
            compareWithRows(walk);
            walk.demand.activate(SECOND, 12);
            compareWithRows(walk);
            walk.run(5_000, RECORDS, 50);
            walk.demand.advance(walk.nowMs);
            compareWithRows(walk);
            for (long user = 0; user < POPULATION; user++) {
                walk.table.forget(user);
            }
            final double[] out = new double[TimeConstants.COUNT];
            assertTrue(walk.demand.read(0, walk.nowMs, out));
            for (final double events : out) {
                assertEquals(0, events);
            }
        }
    }

    /** The sums against single users, each asked of the network that evaluation uses. */
    @Test
    void shouldExpectTheSumOfWhatTheModelExpectsOfEach() {
        try (Walk walk = new Walk(Kernels.preferred(), POPULATION)) {
            walk.demand.activate(FIRST, 11);
            walk.run(0, 3_000, 100);
            walk.demand.advance(walk.nowMs);
            final Inference inference = new Inference(FIRST);
            final short[] state = new short[Inference.STATES];
            final float[] weight = new float[TimeConstants.COUNT];
            final double[] expected = new double[TimeConstants.COUNT];
            for (long user = 0; user < POPULATION; user++) {
                final long row = walk.table.find(user);
                if (row == ProfileTable.NONE) {
                    continue;
                }
                walk.table.rows().readState(row, state, 0);
                inference.demand(state, 0, weight);
                for (int tau = 0; tau < weight.length; tau++) {
                    final double silence = walk.nowMs - walk.table.rows().lastSeenMs(row);
                    expected[tau] += weight[tau] * Math.exp(-silence / TimeConstants.tauMs(tau));
                }
            }
            final double[] out = new double[TimeConstants.COUNT];
            assertTrue(walk.demand.read(0, walk.nowMs, out));
            for (int tau = 0; tau < out.length; tau++) {
                assertTrue(expected[tau] > 1);
                assertEquals(1, out[tau] / expected[tau], .005, "time constant " + tau);
            }
        }
    }

    @Test
    void shouldExpectOfUsersWhatAddsUpToTheSum() {
        try (Walk walk = new Walk(Kernels.preferred(), POPULATION)) {
            walk.run(0, 1_000, 100);
            final double[] one = new double[TimeConstants.COUNT];
            assertFalse(walk.demand.ofUser(walk.table.rows(), walk.table.find(0), walk.nowMs, one), "no model yet");
            walk.demand.activate(FIRST, 11);
            assertFalse(walk.demand.ofUser(walk.table.rows(), walk.table.find(0), walk.nowMs, one), "not seen since");
            walk.run(1_000, 5_000, 100);
            walk.demand.advance(walk.nowMs);
            final double[] sum = new double[TimeConstants.COUNT];
            for (long user = 0; user < POPULATION; user++) {
                final long row = walk.table.find(user);
                if (row != ProfileTable.NONE && walk.demand.ofUser(walk.table.rows(), row, walk.nowMs, one)) {
                    for (int tau = 0; tau < sum.length; tau++) {
                        sum[tau] += one[tau];
                    }
                }
            }
            final double[] all = new double[TimeConstants.COUNT];
            assertTrue(walk.demand.read(0, walk.nowMs, all));
            for (int tau = 0; tau < sum.length; tau++) {
                assertEquals(1, all[tau] / sum[tau], 1e-9, "time constant " + tau);
            }
        }
    }

    @Test
    void shouldExpectNothingBeforeTheFirstModelAndCountEpochs() {
        try (Walk walk = new Walk(Kernels.preferred(), POPULATION)) {
            walk.run(0, 500, 100);
            final long before = walk.hash();
            assertFalse(walk.demand.read(0, walk.nowMs, new double[TimeConstants.COUNT]));
            assertEquals(0, walk.demand.epoch());
            for (int model = 1; model <= 256; model++) {
                walk.demand.activate(FIRST, model);
            }
            assertEquals(1, walk.demand.epoch()); // 0 is no model's.
            assertNotEquals(before, walk.hash());
        }
    }
}
