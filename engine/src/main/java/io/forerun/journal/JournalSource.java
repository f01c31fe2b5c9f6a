package io.forerun.journal;

/** What a journal's records, and the states written beside it, can be read from. Any thread. */
public interface JournalSource {
    /** Sequence of the oldest record kept, also when it is still to be appended; 1 unless older ones were removed. */
    long firstSequence();

    /**
     * A reader that stands before a record, and belongs to one thread.
     *
     * @param fromSequence firstSequence() to one more than the newest
     * @throws CorruptJournalException if records are missing in front of valid ones, where nobody has it open for writing
     */
    JournalReader reader(long fromSequence);

    /** Written states of what reads this journal. */
    Snapshots snapshots();

    /** A reader that stands before the first record. */
    default JournalReader reader() {
        return reader(firstSequence());
    }
}
