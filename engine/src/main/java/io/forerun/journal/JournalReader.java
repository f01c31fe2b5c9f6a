package io.forerun.journal;

/** A place in a journal, moving forward one record at a time. For one thread. */
public interface JournalReader extends AutoCloseable {
    /**
     * Hands the next record to the handler, checked. Allocates nothing per record.
     *
     * @return false if there is no further record yet; a later call looks again
     * @throws CorruptJournalException if a record is damaged or missing: the handler has then seen the exact prefix before it
     */
    boolean poll(RecordHandler handler);

    /** Gives file and memory back; a second call does nothing. */
    @Override
    void close();
}
