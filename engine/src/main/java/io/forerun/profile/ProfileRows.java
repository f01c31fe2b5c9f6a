package io.forerun.profile;

import static io.forerun.profile.PageDescriptor.BYTE;
import static io.forerun.profile.PageDescriptor.INT;
import static io.forerun.profile.PageDescriptor.LONG;
import static io.forerun.profile.PageDescriptor.SHORT;

import java.lang.foreign.MemorySegment;

/**
 * Reads and writes the fields of rows. A row is given as the table's {@link ProfileTable#locate} or {@link ProfileTable#find}
 * gave it. Engine thread only.
 */
public final class ProfileRows {
    /** Numbers of a model's state in a row. */
    public static final int STATES = ProfileDescriptor.STATES;

    private static final long LAST_SEEN_MASK = (1L << ProfileDescriptor.LAST_SEEN_BITS) - 1;
    private static final int STAGE_MASK = (1 << ProfileDescriptor.STAGE_BITS) - 1;

    private final MemorySegment bytes;

    ProfileRows(final MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** User of a row. */
    public long userId(final long row) {
        return bytes.get(LONG, row + ProfileDescriptor.USER_ID_OFFSET);
    }

    /** Newest record of a row, milliseconds since the epoch. */
    public long lastSeenMs(final long row) {
        return bytes.get(LONG, row + ProfileDescriptor.LAST_SEEN_MS_OFFSET) & LAST_SEEN_MASK;
    }

    void setLastSeenMs(final long row, final long seenMs) {
        final long others = bytes.get(LONG, row + ProfileDescriptor.LAST_SEEN_MS_OFFSET) & ~LAST_SEEN_MASK;
        final long held = Math.max(0, Math.min(seenMs, LAST_SEEN_MASK));
        bytes.set(LONG, row + ProfileDescriptor.LAST_SEEN_MS_OFFSET, others | held);
    }

    /** How far the user's session has come, 0 to 3; whoever sets it says what that means. */
    public int stage(final long row) {
        return u8(row + ProfileDescriptor.STAGE_OFFSET) >>> ProfileDescriptor.STAGE_SHIFT & STAGE_MASK;
    }

    /** Sets {@link #stage}. */
    public void setStage(final long row, final int stage) {
        final long offset = row + ProfileDescriptor.STAGE_OFFSET;
        final int others = u8(offset) & ~(STAGE_MASK << ProfileDescriptor.STAGE_SHIFT);
        setU8(offset, others | stage << ProfileDescriptor.STAGE_SHIFT);
    }

    /** Epoch of the model that the state belongs to, 0 to 255. */
    public int modelEpoch(final long row) {
        return u8(row + ProfileDescriptor.MODEL_EPOCH_OFFSET);
    }

    /** Sets {@link #modelEpoch}. */
    public void setModelEpoch(final long row, final int epoch) {
        setU8(row + ProfileDescriptor.MODEL_EPOCH_OFFSET, epoch);
    }

    /** Demand series of the newest record, 0 to 65,535. */
    public int group(final long row) {
        return u16(row + ProfileDescriptor.GROUP_OFFSET);
    }

    void setGroup(final long row, final int group) {
        setU16(row + ProfileDescriptor.GROUP_OFFSET, group);
    }

    /** Action of the newest record, 0 to 255. */
    public int lastAction(final long row) {
        return u8(row + ProfileDescriptor.LAST_ACTION_OFFSET);
    }

    void setLastAction(final long row, final int action) {
        setU8(row + ProfileDescriptor.LAST_ACTION_OFFSET, action);
    }

    /** Action of the record before the newest, of meaning where {@link #count} is 2 and up. */
    public int previousAction(final long row) {
        return u8(row + ProfileDescriptor.PREVIOUS_ACTION_OFFSET);
    }

    void setPreviousAction(final long row, final int action) {
        setU8(row + ProfileDescriptor.PREVIOUS_ACTION_OFFSET, action);
    }

    /** Fold of the newest object that a record had; 0 before the first. */
    public int lastObject(final long row) {
        return bytes.get(INT, row + ProfileDescriptor.LAST_OBJECT_OFFSET);
    }

    /** Fold of the object before {@link #lastObject}, perhaps the same; 0 before the second. */
    public int previousObject(final long row) {
        return bytes.get(INT, row + ProfileDescriptor.PREVIOUS_OBJECT_OFFSET);
    }

    void setObjects(final long row, final int last, final int previous) {
        bytes.set(INT, row + ProfileDescriptor.LAST_OBJECT_OFFSET, last);
        bytes.set(INT, row + ProfileDescriptor.PREVIOUS_OBJECT_OFFSET, previous);
    }

    /** Device of the newest record, 0 to 255. */
    public int device(final long row) {
        return u8(row + ProfileDescriptor.DEVICE_OFFSET);
    }

    void setDevice(final long row, final int device) {
        setU8(row + ProfileDescriptor.DEVICE_OFFSET, device);
    }

    /** Records of a row, saturating at 65,535; 0 before its first. */
    public int count(final long row) {
        return u16(row + ProfileDescriptor.COUNT_OFFSET);
    }

    void setCount(final long row, final int count) {
        setU16(row + ProfileDescriptor.COUNT_OFFSET, count);
    }

    /** One of the five stored demand weights, a {@link Minifloat}. */
    public int demandWeight(final long row, final int index) {
        return u16(demandWeightOffset(row, index));
    }

    /** Sets {@link #demandWeight}. */
    public void setDemandWeight(final long row, final int index, final int code) {
        setU16(demandWeightOffset(row, index), code);
    }

    private static long demandWeightOffset(final long row, final int index) {
        return row + ProfileDescriptor.DEMAND_WEIGHT_OFFSET + (long) index * Short.BYTES;
    }

    /** Mean CPU per request, microseconds. */
    public double cpuUs(final long row) {
        return Minifloat.value(u16(row + ProfileDescriptor.CPU_US_OFFSET));
    }

    /** Mean memory per request, KiB-seconds. */
    public double memoryKibS(final long row) {
        return Minifloat.value(u16(row + ProfileDescriptor.MEMORY_KIB_S_OFFSET));
    }

    /** Mean GPU time per request, microseconds. */
    public double gpuUs(final long row) {
        return Minifloat.value(u16(row + ProfileDescriptor.GPU_US_OFFSET));
    }

    void setMeanCost(final long row, final int offset, final int code) {
        setU16(row + offset, code);
    }

    /** Share of a two-hour slot of the UTC day in the activity, 0 to 15, among those of {@code 0..11}. */
    public int activity(final long row, final int slot) {
        return (int) (activities(row) >>> (slot << 2)) & 15;
    }

    /** All twelve of {@link #activity}, the first in the lowest four bits. */
    long activities(final long row) {
        final long offset = row + ProfileDescriptor.ACTIVITY_OFFSET;
        return bytes.get(INT, offset) & 0xFFFF_FFFFL | (long) u16(offset + Integer.BYTES) << Integer.SIZE;
    }

    void setActivities(final long row, final long activities) {
        final long offset = row + ProfileDescriptor.ACTIVITY_OFFSET;
        bytes.set(INT, offset, (int) activities);
        setU16(offset + Integer.BYTES, (int) (activities >>> Integer.SIZE));
    }

    /** The first eight of the twelve bytes that hold the user's own transitions. */
    public long transitionsLow(final long row) {
        return bytes.get(LONG, row + ProfileDescriptor.TRANSITION_OFFSET);
    }

    /** The other four of them. */
    public int transitionsHigh(final long row) {
        return bytes.get(INT, row + ProfileDescriptor.TRANSITION_OFFSET + Long.BYTES);
    }

    /** Sets the user's own transitions. */
    public void setTransitions(final long row, final long low, final int high) {
        bytes.set(LONG, row + ProfileDescriptor.TRANSITION_OFFSET, low);
        bytes.set(INT, row + ProfileDescriptor.TRANSITION_OFFSET + Long.BYTES, high);
    }

    /** Copies the 32 numbers of the model's state out. */
    public void readState(final long row, final short[] state, final int from) {
        MemorySegment.copy(bytes, SHORT, row + ProfileDescriptor.STATE_OFFSET, state, from, ProfileDescriptor.STATES);
    }

    /** Copies the 32 numbers of the model's state in. */
    public void writeState(final long row, final short[] state, final int from) {
        MemorySegment.copy(state, from, bytes, SHORT, row + ProfileDescriptor.STATE_OFFSET, ProfileDescriptor.STATES);
    }

    private int u8(final long offset) {
        return bytes.get(BYTE, offset) & 0xFF;
    }

    private void setU8(final long offset, final int value) {
        bytes.set(BYTE, offset, (byte) value);
    }

    private int u16(final long offset) {
        return bytes.get(SHORT, offset) & 0xFFFF;
    }

    private void setU16(final long offset, final int value) {
        bytes.set(SHORT, offset, (short) value);
    }
}
