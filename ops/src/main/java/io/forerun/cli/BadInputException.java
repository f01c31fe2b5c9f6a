package io.forerun.cli;

import java.util.List;

/** Something a person gave is not usable. The message is one line: what, where, which value, what is allowed. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(final String message) {
        super(message);
    }

    /** Several mistakes of one file, one line each. */
    BadInputException(final List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
    }
}
