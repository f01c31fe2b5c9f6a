package io.forerun.pipeline;

import io.forerun.journal.JournalReader;
import io.forerun.journal.RecordHandler;

/** The first records of a journal. */
final class FirstRecords implements JournalReader {
    private final JournalReader all;
    private long left;

    FirstRecords(final JournalReader all, final long count) {
        this.all = all;
        left = count;
    }

    @Override
    public boolean poll(final RecordHandler handler) {
        return left-- > 0 && all.poll(handler);
    }

    @Override
    public void close() {
        all.close();
    }
}
