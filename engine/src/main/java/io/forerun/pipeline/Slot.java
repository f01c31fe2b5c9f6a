package io.forerun.pipeline;

import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place in the ring: bytes of one journal record, written by the sequencer, and the outcome, written by the engine
 * stage. No stage writes what another one wrote.
 */
final class Slot {
    /** Bytes of a slot; a record fits whole. */
    static final int LENGTH = 16 * 1024;

    private final UnsafeBuffer buffer;
    private final Outcome outcome;
    private int length;
    private boolean journalled;

    Slot(final MemorySegment slab, final long offset, final BooleanSupplier hearsDue) {
        buffer = new UnsafeBuffer(slab.address() + offset, LENGTH);
        outcome = new Outcome(hearsDue);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Bytes of the record; 0 where there is none, and the slot is only time for the engine to go on with a tick. */
    int length() {
        return length;
    }

    /** True where the record goes to the journal; queries do not. */
    boolean journalled() {
        return journalled;
    }

    void written(final int bytes, final boolean toJournal) {
        length = bytes;
        journalled = toJournal;
    }
}
