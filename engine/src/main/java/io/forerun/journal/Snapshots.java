package io.forerun.journal;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Written states of what reads a journal, each named by the last record that it knows. What is in them is the reader's affair. A
 * snapshot is there as a whole or not at all. Any thread.
 */
public interface Snapshots {
    /** Writes a state into a channel. */
    @FunctionalInterface
    interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /** Records that there are snapshots of, the newest first. */
    List<Long> sequences();

    /** The newest record that there is a snapshot of, 0 where there is none. */
    default long newest() {
        final List<Long> all = sequences();
        return all.isEmpty() ? 0 : all.getFirst();
    }

    /**
     * Writes a snapshot; once this returns it is durable.
     *
     * @throws JournalException if it cannot be written: nothing of it is left then
     */
    void write(long sequence, Content content);

    /**
     * A snapshot's bytes, for the caller to close.
     *
     * @throws JournalException if there is none or it cannot be read
     */
    ReadableByteChannel open(long sequence);

    /** Removes all but the newest so many. */
    void keep(int count);

    /** Removes those that know records which the journal no longer has: what is appended next takes their numbers. */
    void removeAfter(long sequence);
}
