package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.forerun.profile.ProfileRows;
import io.forerun.profile.ProfileTable;
import io.forerun.simd.Kernels;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** States in rows do not depend on how events were cut into runs. */
class UserNetworkTest {
    private static final int INPUTS = 32;
    private static final int USERS = 40;
    private static final int EVENTS = 2_000;
    private static final GruWeights WEIGHTS = GruStepTest.weights(new SplittableRandom(5), INPUTS, ProfileRows.STATES);

    private final long[] user =
            new SplittableRandom(6).longs(EVENTS, 1, USERS + 1).toArray();
    private final float[] x = new float[EVENTS * INPUTS];
    private final long[] ids = new long[256];
    private final long[] rows = new long[256];

    UserNetworkTest() {
        final SplittableRandom random = new SplittableRandom(7);
        for (int index = 0; index < x.length; index++) {
            x[index] = (float) random.nextGaussian();
        }
    }

    private static UserNetwork network(final int epoch, final Kernels kernels) {
        return new UserNetwork(WEIGHTS, epoch, kernels, 256);
    }

    private void run(final UserNetwork network, final ProfileTable table, final int from, final int count) {
        System.arraycopy(user, from, ids, 0, count);
        table.locate(ids, count, rows);
        network.begin(rows, count);
        for (int event = 0; event < count; event++) {
            System.arraycopy(x, (from + event) * INPUTS, network.features(), network.featuresAt(event), INPUTS);
        }
        network.step(table.rows());
    }

    private short[] states(final ProfileTable table) {
        final short[] states = new short[(USERS + 1) * ProfileRows.STATES];
        for (int id = 1; id <= USERS; id++) {
            table.rows().readState(table.find(id), states, id * ProfileRows.STATES);
        }
        return states;
    }

    private short[] statesAfter(final int runLength, final Kernels kernels) {
        try (ProfileTable table = new ProfileTable(1_000, 1)) {
            final UserNetwork network = network(3, kernels);
            for (int from = 0; from < EVENTS; from += runLength) {
                run(network, table, from, Math.min(runLength, EVENTS - from));
            }
            return states(table);
        }
    }

    @Test
    void shouldGiveTheSameStatesInAnyRuns() {
        final short[] one = statesAfter(1, Kernels.preferred());
        assertArrayEquals(one, statesAfter(7, Kernels.preferred()));
        assertArrayEquals(one, statesAfter(256, Kernels.preferred()));
        assertArrayEquals(one, statesAfter(256, Kernels.scalar()));
        final double[][] expected = new double[USERS + 1][ProfileRows.STATES];
        for (int event = 0; event < EVENTS; event++) {
            final int id = (int) user[event];
            expected[id] = GruStepTest.expected(WEIGHTS, x, event * INPUTS, expected[id]);
        }
        for (int index = ProfileRows.STATES; index < one.length; index++) {
            // Rounding errors of a user's events do not add up: the unit forgets.
            assertEquals(expected[index / ProfileRows.STATES][index % ProfileRows.STATES], one[index] / 32_767.0, 1e-3);
        }
    }

    @Test
    void shouldTellTheStateAfterEachEvent() {
        try (ProfileTable table = new ProfileTable(1_000, 1)) {
            final UserNetwork network = network(3, Kernels.preferred());
            run(network, table, 0, 256);
            final short[] states = states(table);
            for (int event = 0; event < 256; event++) {
                boolean isLast = true;
                for (int later = event + 1; later < 256; later++) {
                    isLast &= user[later] != user[event];
                }
                final float told = network.features()[network.stateAt(event)];
                assertEquals(isLast, Math.abs(states[(int) user[event] * ProfileRows.STATES] / 32_767f - told) < 1e-7f);
            }
        }
    }

    @Test
    void shouldStartAnewWithAnotherModel() {
        try (ProfileTable used = new ProfileTable(1_000, 1);
                ProfileTable fresh = new ProfileTable(1_000, 1)) {
            run(network(3, Kernels.preferred()), used, 0, 256);
            final UserNetwork next = network(4, Kernels.preferred());
            run(next, used, 256, 256);
            run(next, fresh, 256, 256);
            ids[0] = user[300];
            assertEquals(4, used.rows().modelEpoch(used.find(ids[0])));
            final short[] afterSwap = new short[ProfileRows.STATES];
            final short[] expected = afterSwap.clone();
            used.rows().readState(used.find(ids[0]), afterSwap, 0);
            fresh.rows().readState(fresh.find(ids[0]), expected, 0);
            assertArrayEquals(expected, afterSwap);
        }
    }

    @Test
    void shouldRefuseModelsThatDoNotFitIntoARow() {
        final GruWeights large = GruStepTest.weights(new SplittableRandom(5), 2, 33);
        assertThrows(IllegalArgumentException.class, () -> new UserNetwork(large, 1, Kernels.scalar(), 256));
        assertThrows(IllegalArgumentException.class, () -> network(0, Kernels.scalar()));
        assertThrows(IllegalArgumentException.class, () -> network(256, Kernels.scalar()));
    }

    @Test
    void shouldNotAllocate() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ProfileTable table = new ProfileTable(1_000, 1)) {
            final UserNetwork network = network(3, Kernels.preferred());
            run(network, table, 0, 256);
            long least = Long.MAX_VALUE;
            // Vectors are objects until the compiler has seen enough of a method; then there are none.
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (least > 0 && System.nanoTime() < deadlineNs) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int run = 0; run < 50; run++) {
                    network.begin(rows, 256);
                    network.step(table.rows());
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least == 0, "bytes of 50 runs: " + least);
        }
    }
}
