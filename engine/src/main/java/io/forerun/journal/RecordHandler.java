package io.forerun.journal;

import org.agrona.DirectBuffer;

/** Takes records from a {@link JournalReader}. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * One record.
     *
     * @param sequence its number
     * @param buffer holds its bytes during this call only
     * @param offset where they begin
     * @param length how many
     */
    void onRecord(long sequence, DirectBuffer buffer, int offset, int length);
}
