package io.forerun.admin;

/** The admin interface cannot listen where it is told to. */
public final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AdminException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
