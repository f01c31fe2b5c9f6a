package io.forerun.client;

import io.forerun.codec.ActivityBatchEncoder;
import java.util.BitSet;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Blocks of the records that are not acknowledged yet, by sequence, so that they can be sent again. Sending thread only. */
final class SendWindow {
    static final int BLOCK_LENGTH = ActivityBatchEncoder.RecordsEncoder.sbeBlockLength();

    private final int capacity;
    private final int slots; // A power of two, so that a record's place is a mask away.
    private final UnsafeBuffer blocks;
    private final BitSet gapConfirmed;

    SendWindow(final int capacity) {
        this.capacity = capacity;
        this.slots = BitUtil.findNextPositivePowerOfTwo(capacity);
        this.blocks = new UnsafeBuffer(new byte[slots * BLOCK_LENGTH]);
        this.gapConfirmed = new BitSet(slots);
    }

    int capacity() {
        return capacity;
    }

    MutableDirectBuffer buffer() {
        return blocks;
    }

    /** Offset of a record's block. */
    int offset(final long sequence) {
        return index(sequence) * BLOCK_LENGTH;
    }

    void confirmGap(final long sequence, final boolean confirmed) {
        if (confirmed || !gapConfirmed.isEmpty()) {
            gapConfirmed.set(index(sequence), confirmed);
        }
    }

    boolean gapConfirmed(final long sequence) {
        return gapConfirmed.get(index(sequence));
    }

    /** How many records from a sequence on travel together: one whose gap is confirmed travels alone. */
    int runLength(final long firstSequence, final int limit) {
        if (gapConfirmed.isEmpty()) {
            return limit;
        }
        int count = 1;
        while (!gapConfirmed(firstSequence) && count < limit && !gapConfirmed(firstSequence + count)) {
            count++;
        }
        return count;
    }

    /** Copies a run of blocks. */
    void copy(final long firstSequence, final int count, final MutableDirectBuffer target, final int targetOffset) {
        final int untilWrap = Math.min(count, slots - index(firstSequence));
        target.putBytes(targetOffset, blocks, offset(firstSequence), untilWrap * BLOCK_LENGTH);
        if (untilWrap < count) {
            target.putBytes(targetOffset + untilWrap * BLOCK_LENGTH, blocks, 0, (count - untilWrap) * BLOCK_LENGTH);
        }
    }

    private int index(final long sequence) {
        return (int) sequence & (slots - 1);
    }
}
