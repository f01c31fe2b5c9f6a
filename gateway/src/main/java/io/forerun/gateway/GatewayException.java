package io.forerun.gateway;

/** The gateway cannot start: port in use, certificate unreadable. The message is one line for people. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people and its cause. */
    public GatewayException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
