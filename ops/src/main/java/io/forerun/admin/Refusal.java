package io.forerun.admin;

/** A request that is not answered as asked: status and one line why. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final int status;

    private Refusal(final int status, final String why) {
        super(why);
        this.status = status;
    }

    static Refusal bad(final String name, final String value, final String allowed) {
        return new Refusal(BAD_REQUEST, name + ": value=" + value + ", allowed=" + allowed);
    }

    static Refusal unknown(final String name, final String value, final String allowed) {
        return new Refusal(NOT_FOUND, name + ": value=" + value + ", allowed=" + allowed);
    }

    static Refusal withoutToken() {
        return new Refusal(UNAUTHORIZED, "authorization: allowed=Bearer and one of the configured tokens");
    }

    static Refusal foreign(final String header, final String value) {
        return new Refusal(FORBIDDEN, header + ": value=" + value + ", allowed=this server's own address");
    }

    static Refusal method(final String method, final String allowed) {
        return new Refusal(NOT_ALLOWED, "method: value=" + method + ", allowed=" + allowed);
    }

    static Refusal busy(final String why) {
        return new Refusal(UNAVAILABLE, why);
    }

    int status() {
        return status;
    }
}
