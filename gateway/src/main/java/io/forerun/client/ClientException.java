package io.forerun.client;

/** The server cannot be reached, or refuses for good. The message is one line for people. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public ClientException(final String message) {
        super(message);
    }

    /** With a message for people and its cause. */
    public ClientException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
