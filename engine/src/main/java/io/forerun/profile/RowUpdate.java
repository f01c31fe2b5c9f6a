package io.forerun.profile;

import io.forerun.state.Digest;

/** What one record does to its user's row. */
final class RowUpdate {
    private static final long SLOT_MS = 2 * 3_600_000;
    private static final int MAX_COUNT = 0xFFFF;
    private static final int FULL_MEAN = 64;
    private static final long HALVED_MASK = 0x7777_7777_7777L;

    private final ProfileRows rows;

    RowUpdate(final ProfileRows rows) {
        this.rows = rows;
    }

    void touch(
            final long row, final long seenMs, final int group, final int action, final int device, final int object) {
        final int count = rows.count(row);
        if (count > 0) {
            rows.setPreviousAction(row, rows.lastAction(row));
        }
        rows.setLastAction(row, action);
        rows.setCount(row, Math.min(count + 1, MAX_COUNT));
        rows.setLastSeenMs(row, Math.max(rows.lastSeenMs(row), seenMs));
        rows.setGroup(row, group);
        rows.setDevice(row, device);
        if (object != 0) {
            rows.setObjects(row, object, rows.lastObject(row));
        }
        active(row, (int) Math.floorMod(Math.floorDiv(seenMs, SLOT_MS), (long) ProfileDescriptor.ACTIVITY_SLOTS));
    }

    private void active(final long row, final int slot) {
        final long activities = rows.activities(row);
        final long one = 1L << (slot << 2);
        final boolean full = (activities & one * 15) == one * 15;
        rows.setActivities(row, (full ? activities >>> 1 & HALVED_MASK : activities) + one);
    }

    /** The weight of a record is 1 / min(count, 64). Rounding is dithered: a small step towards a cost is not lost. */
    void cost(final long row, final double cpuUs, final double memoryKibS, final double gpuUs) {
        final int count = rows.count(row);
        final double weight = 1.0 / Math.max(1, Math.min(count, FULL_MEAN));
        // A saturated count no longer changes, but what is mixed in with it does.
        final long dither = Digest.of(rows.userId(row), count + (rows.lastSeenMs(row) << Short.SIZE));
        blend(row, ProfileDescriptor.CPU_US_OFFSET, rows.cpuUs(row), cpuUs, weight, (int) dither);
        blend(row, ProfileDescriptor.MEMORY_KIB_S_OFFSET, rows.memoryKibS(row), memoryKibS, weight, (int)
                (dither >>> 32));
        blend(row, ProfileDescriptor.GPU_US_OFFSET, rows.gpuUs(row), gpuUs, weight, (int) (dither >>> 16));
    }

    private void blend(
            final long row,
            final int offset,
            final double mean,
            final double cost,
            final double weight,
            final int dither) {
        rows.setMeanCost(row, offset, Minifloat.of(mean + (cost - mean) * weight, dither));
    }
}
