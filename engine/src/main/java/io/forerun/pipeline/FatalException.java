package io.forerun.pipeline;

/** A broken invariant or a failed journal: the process must end, its supervisor restart it, the journal be replayed. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people and the cause, which may be null. */
    public FatalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
