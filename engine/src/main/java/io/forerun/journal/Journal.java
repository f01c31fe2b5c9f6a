package io.forerun.journal;

import org.agrona.DirectBuffer;

/**
 * Records in the order in which they were accepted. One thread appends; any thread may read through a reader of its own.
 */
public interface Journal extends JournalSource, AutoCloseable {
    /** Longest record in bytes; with its header it fills 16 KiB. */
    int MAX_RECORD_LENGTH = ExcerptDescriptor.MAX_LENGTH - ExcerptDescriptor.PAYLOAD_OFFSET;

    /**
     * Appends one record. It survives the death of the process once this returns, and the loss of power after
     * {@link #sync()}.
     *
     * @param length bytes of the record, 0 to {@link #MAX_RECORD_LENGTH}
     * @return sequence of the record: one more than that of the record before, 1 for the first
     * @throws JournalException if it cannot be written; from then on nothing is accepted (fail-stop)
     * @throws IllegalArgumentException if the length is not allowed; the journal stays usable
     */
    long append(DirectBuffer buffer, int offset, int length);

    /**
     * Makes all appended records durable against loss of power; returns when they are. Writer's thread.
     *
     * @throws JournalException if it cannot; from then on nothing is accepted
     */
    void sync();

    /** Sequence of the newest record, firstSequence() - 1 when empty. Any thread; what it names can be read. */
    long lastSequence();

    /** Gives files and memory back; a second call does nothing. */
    @Override
    void close();
}
