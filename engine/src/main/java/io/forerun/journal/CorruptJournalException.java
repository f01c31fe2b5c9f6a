package io.forerun.journal;

/** A record is damaged or missing and valid ones follow, so going on would skip it. */
public final class CorruptJournalException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final long firstBadSequence;

    CorruptJournalException(final String message, final long firstBadSequence) {
        super(message);
        this.firstBadSequence = firstBadSequence;
    }

    /** Sequence of the first record that cannot be read. */
    public long firstBadSequence() {
        return firstBadSequence;
    }
}
