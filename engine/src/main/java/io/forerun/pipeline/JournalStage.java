package io.forerun.pipeline;

import com.lmax.disruptor.EventHandler;
import io.forerun.journal.Journal;

/** Appends every record to the journal; where acknowledgements wait for the disk, one sync covers a whole batch. */
final class JournalStage implements EventHandler<Slot> {
    private final Journal journal;
    private final boolean synced;

    JournalStage(final Journal journal, final boolean synced) {
        this.journal = journal;
        this.synced = synced;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (slot.journalled()) {
            journal.append(slot.buffer(), 0, slot.length());
        }
        if (endOfBatch && synced) {
            journal.sync();
        }
    }
}
