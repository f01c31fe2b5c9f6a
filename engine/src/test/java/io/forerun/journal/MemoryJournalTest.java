package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {
    private MemoryJournal journal = new MemoryJournal();

    @Override
    Journal open() {
        journal = journal.reopen();
        return journal;
    }

    @Override
    void failAt(final long sequence) {
        journal.failAt(sequence, 0);
    }

    @Override
    void cut(final int keptBytes) {
        journal.cut(keptBytes);
    }

    @Override
    void damage(final long sequence) {
        journal.damage(sequence);
    }

    @Test
    void shouldDropARecordThatWasTornAtAnyByte() {
        final Records records = new Records(3, 50);
        final int length = ExcerptDescriptor.PAYLOAD_OFFSET + records.of(4).length;
        for (int written = 0; written < length; written++) {
            journal = new MemoryJournal();
            records.append(journal, 3);
            journal.failAt(4, written);
            assertThrows(JournalException.class, () -> records.append(journal, 1));
            records.assertHolds(journal, 3);
            open();
            records.assertHolds(journal, 3);
            records.append(journal, 2);
            records.assertHolds(journal, 5);
        }
    }

    @Test
    void shouldKeepARecordThatWasWrittenWholeBeforeTheFailure() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[10]);
        journal.failAt(1, Integer.MAX_VALUE);
        assertThrows(JournalException.class, () -> journal.append(record, 0, 10));
        open();
        assertEquals(1, journal.lastSequence());
    }
}
