package io.forerun.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowUpdateTest {
    private static final long DAY_MS = 86_400_000;

    private final ProfileTable table = new ProfileTable(1_000, 1);
    private final ProfileRows rows = table.rows();
    private final long row = locate();

    private long locate() {
        final long[] out = new long[1];
        table.locate(new long[] {-5}, 1, out);
        return out[0];
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldKeepTheNewestRecord() {
        table.touch(row, 20 * DAY_MS, 65_535, 255, 254, 0xABCD_1234);
        table.touch(row, 19 * DAY_MS, 7, 3, 2, 0x0001_0002);
        assertEquals(-5, rows.userId(row));
        assertEquals(20 * DAY_MS, rows.lastSeenMs(row));
        assertEquals(2, rows.count(row));
        assertEquals(7, rows.group(row));
        assertEquals(3, rows.lastAction(row));
        assertEquals(255, rows.previousAction(row));
        assertEquals(2, rows.device(row));
        assertEquals(0x0001_0002, rows.lastObject(row));
        assertEquals(0xABCD_1234, rows.previousObject(row));
    }

    @Test
    void shouldKeepObjectsWhereARecordHasNone() {
        table.touch(row, 1, 0, 0, 0, 7);
        assertEquals(0, rows.previousObject(row));
        table.touch(row, 2, 0, 0, 0, 0);
        table.touch(row, 3, 0, 0, 0, -8);
        assertEquals(-8, rows.lastObject(row));
        assertEquals(7, rows.previousObject(row));
    }

    /** Each field written with all ones leaves the others as they were. */
    @Test
    void shouldKeepFieldsApart() {
        rows.setLastSeenMs(row, Long.MAX_VALUE);
        rows.setGroup(row, 0);
        assertEquals(0, rows.stage(row));
        rows.setStage(row, 3);
        assertEquals((1L << 46) - 1, rows.lastSeenMs(row));
        assertEquals(0, rows.modelEpoch(row));
        rows.setModelEpoch(row, 0xFF);
        assertEquals(0, rows.device(row));
        rows.setDevice(row, 0xFF);
        rows.setLastSeenMs(row, 1);
        assertEquals(3, rows.stage(row));
        assertEquals(0xFF, rows.modelEpoch(row));
        assertEquals(0xFF, rows.device(row));
        assertEquals(0, rows.group(row));
        rows.setObjects(row, -1, -2);
        for (int index = 0; index < 5; index++) {
            rows.setDemandWeight(row, index, 0xFFFF - index);
        }
        rows.setTransitions(row, -4, -5);
        final short[] state = new short[33];
        for (int index = 0; index < state.length; index++) {
            state[index] = (short) (index - 16);
        }
        rows.writeState(row, state, 1);
        final short[] read = new short[33];
        read[0] = -16;
        rows.readState(row, read, 1);
        assertArrayEquals(state, read);
        for (int index = 0; index < 5; index++) {
            assertEquals(0xFFFF - index, rows.demandWeight(row, index));
        }
        assertEquals(-4, rows.transitionsLow(row));
        assertEquals(-5, rows.transitionsHigh(row));
        assertEquals(-1, rows.lastObject(row));
        assertEquals(-2, rows.previousObject(row));
        assertEquals(0, rows.lastAction(row) + rows.previousAction(row));
        assertEquals(0, rows.count(row));
        assertEquals(0, rows.cpuUs(row));
        assertEquals(0, rows.activities(row));
    }

    @Test
    void shouldSaturateTheCount() {
        rows.setCount(row, 65_534);
        table.touch(row, 1, 0, 0, 0, 0);
        table.touch(row, 1, 0, 0, 0, 0);
        assertEquals(65_535, rows.count(row));
    }

    @Test
    void shouldHalveTheActivityWhenASlotIsFull() {
        for (int record = 0; record < 6; record++) {
            table.touch(
                    row, 23 * 3_600_000L, 0, 0, 0, 0); // The last slot, so that nothing may spill out of the 48 bits.
        }
        for (int record = 0; record < 15; record++) {
            table.touch(row, 40 * DAY_MS, 0, 0, 0, 0);
        }
        assertEquals(15, rows.activity(row, 0));
        assertEquals(6, rows.activity(row, 11));
        table.touch(row, DAY_MS + 7_199_999, 0, 0, 0, 0);
        assertEquals(8, rows.activity(row, 0));
        assertEquals(3, rows.activity(row, 11));
        for (int slot = 1; slot < 11; slot++) {
            assertEquals(0, rows.activity(row, slot));
        }
    }

    @Test
    void shouldMeanCostsAndFollowThem() {
        final SplittableRandom random = new SplittableRandom(6);
        double sum = 0;
        for (int record = 1; record <= 64; record++) {
            final double cpuUs = random.nextInt(100_000);
            sum += cpuUs;
            table.touch(row, record, 0, 0, 0, 0);
            table.cost(row, cpuUs, 0.25, 0);
            assertEquals(sum / record, rows.cpuUs(row), sum / record / 200);
        }
        assertEquals(0.25, rows.memoryKibS(row), 1e-9);
        assertEquals(0, rows.gpuUs(row));
        for (int record = 0; record < 1_000; record++) { // A step too small for the mantissa alone still arrives.
            table.touch(row, 100 + record, 0, 0, 0, 0);
            table.cost(row, sum / 64 * 1.002, 0.25, 0);
        }
        assertEquals(1.002, rows.cpuUs(row) / (sum / 64), 0.003);
    }
}
