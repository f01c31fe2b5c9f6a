package io.forerun.gateway;

import io.forerun.codec.RejectCode;

/** A frame that breaks the protocol. Never leaves the gateway: it becomes a Reject, and the connection is closed. */
final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient RejectCode code;

    BadFrameException(final RejectCode code, final String message) {
        super(message, null, false, false); // No stack trace: hostile clients must not make us pay for one.
        this.code = code;
    }

    RejectCode code() {
        return code;
    }
}
