package io.forerun.trace;

/** A trace cannot be read. The message is exactly one line for people: where, what, which value, what is allowed. */
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARS = 80;

    /** An error of the whole source, such as a missing file. */
    public TraceException(final String source, final String what) {
        super(oneLine(source + ": " + what));
    }

    /** An error of the whole source that another exception brought to light. */
    public TraceException(final String source, final String what, final Throwable cause) {
        super(oneLine(source + ": " + what), cause);
    }

    /** An error at a line, counted from 1. */
    public TraceException(final String source, final long line, final String what) {
        super(oneLine(source + ":" + line + ": " + what));
    }

    /** The value as a message shows it: in quotes, without control characters, shortened where long. */
    static String quoted(final String value) {
        final boolean cut = value.length() > SHOWN_CHARS;
        return '"' + oneLine(cut ? value.substring(0, SHOWN_CHARS) + "..." : value) + '"';
    }

    private static String oneLine(final String text) {
        final StringBuilder line = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            final char character = text.charAt(index);
            final boolean breaks = Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
            line.append(breaks ? '?' : character);
        }
        return line.toString();
    }
}
