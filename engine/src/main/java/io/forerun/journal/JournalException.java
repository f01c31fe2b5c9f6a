package io.forerun.journal;

/** The journal cannot be opened, written or read. The message is one line for the operator. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(final String message) {
        super(message);
    }

    JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
