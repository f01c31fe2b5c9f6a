package io.forerun.state;

/** A written state is damaged, cut off, or of another shape than the one it is put back into. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** One line: what, where, which value, what is allowed. */
    public StateException(final String message) {
        super(message);
    }
}
