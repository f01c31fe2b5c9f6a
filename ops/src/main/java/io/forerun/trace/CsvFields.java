package io.forerun.trace;

import java.nio.charset.StandardCharsets;

/**
 * Splits one CSV record (RFC 4180) into ranges of the reader's bytes and reads numbers from them. Hot path: nothing is
 * allocated unless a field is bad. Every refusal names the line, the column, the value and what is allowed.
 */
final class CsvFields {
    /** 1990-01-01T00:00Z. */
    static final long MIN_TIMESTAMP_MS = 631_152_000_000L;

    /** 2200-01-01T00:00Z. */
    static final long MAX_TIMESTAMP_MS = 7_258_118_400_000L;

    /** Largest count or cost of a row. */
    static final long MAX_U32 = 0xFFFF_FFFFL;

    private static final int MAX_FIELDS = 1_024;
    private static final int MAX_DIGITS = 18;

    private final LineReader lines;
    private final byte[] bytes;
    private final int[] starts = new int[MAX_FIELDS];
    private final int[] ends = new int[MAX_FIELDS];
    private int count;
    private int expected;

    CsvFields(final LineReader lines) {
        this.lines = lines;
        this.bytes = lines.bytes();
    }

    /** From now on every record must have as many fields as the present one, the header. */
    void expectSameCount() {
        expected = count;
    }

    /** Splits the reader's present record. */
    void split() throws TraceException {
        final int end = lines.end();
        int at = lines.start();
        count = 0;
        while (true) {
            if (count == MAX_FIELDS) {
                throw lines.error("more than " + MAX_FIELDS + " fields");
            }
            if (at < end && bytes[at] == '"') {
                at = quoted(at, end);
            } else {
                starts[count] = at;
                while (at < end && bytes[at] != ',') {
                    at++;
                }
                ends[count] = at;
            }
            count++;
            if (at >= end) {
                break;
            }
            at++;
        }
        if (expected != 0 && count != expected) {
            throw lines.error(count + " fields, allowed=" + expected + " as in the header");
        }
    }

    int count() {
        return count;
    }

    int start(final int field) {
        return starts[field];
    }

    int end(final int field) {
        return ends[field];
    }

    /** A time from 1990 to 2200. */
    long timestampMs(final int field, final String column) throws TraceException {
        final long value = digits(field);
        if (value < MIN_TIMESTAMP_MS || value > MAX_TIMESTAMP_MS) {
            throw bad(
                    field,
                    column,
                    "milliseconds since 1970, " + MIN_TIMESTAMP_MS + " to " + MAX_TIMESTAMP_MS + " (1990 to 2200)");
        }
        return value;
    }

    /** A whole number from 0 to 2^32 - 1; an empty field is 0. */
    long unsigned(final int field, final String column) throws TraceException {
        if (starts[field] == ends[field]) {
            return 0;
        }
        final long value = digits(field);
        if (value < 0 || value > MAX_U32) {
            throw bad(field, column, "a whole number from 0 to " + MAX_U32);
        }
        return value;
    }

    /** A finite number from 0, with or without fraction and exponent. */
    double decimal(final int field, final String column) throws TraceException {
        final String text = NameCache.decode(bytes, starts[field], ends[field]);
        double value = Double.NaN;
        if (text != null && text.chars().allMatch(character -> "0123456789.eE+-".indexOf(character) >= 0)) {
            try {
                value = Double.parseDouble(text);
            } catch (final NumberFormatException _) {
                value = Double.NaN;
            }
        }
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw bad(field, column, "a finite number from 0");
        }
        return value;
    }

    /** A text of that column; empty only where allowed. */
    String text(final int field, final String column, final NameCache names, final boolean mayBeEmpty)
            throws TraceException {
        final String text = names.of(bytes, starts[field], ends[field]);
        if (text == null) {
            throw bad(field, column, "text in UTF-8");
        }
        if (text.isEmpty() && !mayBeEmpty) {
            throw bad(field, column, "text that is not empty");
        }
        return text;
    }

    /** The refusal of one field. */
    TraceException bad(final int field, final String column, final String allowed) {
        final String value = new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
        return lines.error(column + ": value=" + TraceException.quoted(value) + ", allowed=" + allowed);
    }

    /** The number of a field that holds 1 to 18 digits and nothing else, otherwise -1. */
    private long digits(final int field) {
        final int start = starts[field];
        final int end = ends[field];
        if (start == end || end - start > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int index = start; index < end; index++) {
            final int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Takes a quoted field, doubled quotes made single in place; the index of the comma behind it, or the end. */
    private int quoted(final int open, final int end) throws TraceException {
        int from = open + 1;
        int to = from;
        starts[count] = from;
        while (true) {
            if (from >= end) {
                throw lines.error("field " + (count + 1) + ": quote is not closed");
            }
            if (bytes[from] == '"') {
                if (from + 1 < end && bytes[from + 1] == '"') {
                    from++;
                } else {
                    break;
                }
            }
            bytes[to++] = bytes[from++];
        }
        ends[count] = to;
        if (from + 1 < end && bytes[from + 1] != ',') {
            throw lines.error("field " + (count + 1) + ": text behind the closing quote, allowed=a comma");
        }
        return from + 1;
    }
}
