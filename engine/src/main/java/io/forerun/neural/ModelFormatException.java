package io.forerun.neural;

/** Bytes that are no model, or none that this version can use; the message tells in one line why. */
public final class ModelFormatException extends Exception {
    private static final long serialVersionUID = 1;

    ModelFormatException(final String message) {
        super(message);
    }
}
