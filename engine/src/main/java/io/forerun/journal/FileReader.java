package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Reads a directory up to a sequence that is known to be written, which may move while reading. */
final class FileReader implements JournalReader {
    private final Path directory;
    private final LongSupplier lastSequence;
    private final RecordWalk walk;
    private long sequence;
    private boolean open = true;

    /**
     * Stands before a record.
     *
     * @param lastSequence where to stop; never less than before
     */
    FileReader(final Path directory, final long fromSequence, final LongSupplier lastSequence) {
        this.directory = directory;
        this.lastSequence = lastSequence;
        this.sequence = fromSequence - 1;
        try {
            this.walk = new RecordWalk(directory, fromSequence);
        } catch (final IOException e) {
            throw new JournalException("journal " + directory + ": cannot be read: " + e, e);
        }
    }

    @Override
    public boolean poll(final RecordHandler handler) {
        if (!open) {
            throw new IllegalStateException("journal " + directory + ": reader is closed");
        }
        if (sequence >= lastSequence.getAsLong()) {
            return false;
        }
        final long next = sequence + 1;
        try {
            if (!walk.next(next) || walk.sequence() != next) {
                throw new CorruptJournalException(
                        "journal " + directory + ": record " + next + " is damaged or missing", next);
            }
        } catch (final IOException e) {
            throw new JournalException("journal " + directory + ": cannot be read: " + e, e);
        }
        sequence = next;
        handler.onRecord(next, walk.buffer(), walk.offset(), walk.length());
        return true;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                walk.close();
            } catch (final IOException e) {
                throw new JournalException("journal " + directory + ": reader cannot be closed: " + e, e);
            }
        }
    }
}
