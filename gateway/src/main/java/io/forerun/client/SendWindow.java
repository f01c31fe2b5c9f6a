package io.forerun.client;

import io.forerun.codec.ActivityBatchEncoder;
import java.util.BitSet;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Blocks of the records that are not acknowledged yet, by sequence, so that they can be sent again. Sending thread only. */
final class SendWindow {
    static final int BLOCK_LENGTH = ActivityBatchEncoder.RecordsEncoder.sbeBlockLength();

    private final int capacity;
    private final UnsafeBuffer blocks;
    private final BitSet gapConfirmed;

    SendWindow(final int capacity) {
        this.capacity = capacity;
        this.blocks = new UnsafeBuffer(new byte[capacity * BLOCK_LENGTH]);
        this.gapConfirmed = new BitSet(capacity);
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
        gapConfirmed.set(index(sequence), confirmed);
    }

    boolean gapConfirmed(final long sequence) {
        return gapConfirmed.get(index(sequence));
    }

    /** Copies a run of blocks. */
    void copy(final long firstSequence, final int count, final MutableDirectBuffer target, final int targetOffset) {
        final int untilWrap = Math.min(count, capacity - index(firstSequence));
        target.putBytes(targetOffset, blocks, offset(firstSequence), untilWrap * BLOCK_LENGTH);
        if (untilWrap < count) {
            target.putBytes(targetOffset + untilWrap * BLOCK_LENGTH, blocks, 0, (count - untilWrap) * BLOCK_LENGTH);
        }
    }

    private int index(final long sequence) {
        return (int) (sequence % capacity);
    }
}
