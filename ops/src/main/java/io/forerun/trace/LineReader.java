package io.forerun.trace;

import java.io.IOException;

/**
 * Cuts the bytes of a trace into records: lines, or for CSV also quoted fields that run over several lines. Hot path: the
 * record is a range of {@link #bytes()} that holds until the next call; nothing is allocated per record. Line ends are LF or
 * CRLF; a byte-order mark in front is skipped. A last line without line end counts as a line.
 */
final class LineReader {
    /** Longest record in bytes, line end not counted. */
    static final int MAX_RECORD_BYTES = 65_536;

    private final TraceInput input;
    private final byte[] bytes = new byte[4 * MAX_RECORD_BYTES];
    private boolean quotes;
    private int start;
    private int end;
    private int position;
    private int limit;
    private boolean ended;
    private long line;
    private long nextLine = 1;
    private long records;

    LineReader(final TraceInput input) {
        this.input = input;
    }

    /** From the next record on, a line end within a quoted CSV field does not end the record. */
    void honourQuotes() {
        quotes = true;
    }

    /** Goes to the next record that is not empty; false at the end. */
    boolean next() throws TraceException {
        do {
            if (!advance()) {
                return false;
            }
        } while (start == end);
        records++;
        return true;
    }

    /** Goes back to the beginning of the present record, so that the next call of next gives it again. */
    void again() {
        position = start;
        nextLine = line;
        records--;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of the record's first byte. */
    int start() {
        return start;
    }

    /** Index behind the record's last byte. */
    int end() {
        return end;
    }

    TraceInput input() {
        return input;
    }

    /** An error at the first line of the present record. */
    TraceException error(final String what) {
        return new TraceException(input.name(), line, what);
    }

    private boolean advance() throws TraceException {
        start = position;
        line = nextLine;
        int scan = start;
        boolean quoted = false;
        int closed = -1;
        while (true) {
            while (scan < limit) {
                final byte value = bytes[scan];
                if (value == '\n') {
                    nextLine++;
                    if (!quoted) {
                        return finish(scan, scan + 1);
                    }
                } else if (value == '"' && quotes) {
                    // A quote opens at the start of a field or doubles the one that just closed; elsewhere it is text.
                    if (quoted) {
                        quoted = false;
                        closed = scan - start;
                    } else {
                        quoted = scan == start || bytes[scan - 1] == ',' || closed == scan - 1 - start;
                    }
                }
                scan++;
            }
            if (limit - start > MAX_RECORD_BYTES + 1) {
                throw tooLong();
            }
            scan -= makeRoom();
            if (!fill()) {
                return limit > start && finish(limit, limit);
            }
        }
    }

    private boolean finish(final int lineEnd, final int next) throws TraceException {
        position = next;
        end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (end - start > MAX_RECORD_BYTES) {
            throw tooLong();
        }
        return true;
    }

    /** Moves the begun record to the front; how far. */
    private int makeRoom() {
        final int shift = start;
        System.arraycopy(bytes, start, bytes, 0, limit - start);
        limit -= shift;
        position -= shift;
        start = 0;
        return shift;
    }

    private boolean fill() throws TraceException {
        if (ended) {
            return false;
        }
        final int before = limit;
        final boolean first = records == 0 && nextLine == 1 && limit == 0;
        try {
            do {
                final int got = input.read(bytes, limit, bytes.length - limit);
                ended = got < 0;
                limit += Math.max(0, got);
            } while (first && limit < 3 && !ended);
        } catch (final IOException failure) {
            ended = true;
            limit = start;
            throw new TraceException(input.name(), TraceInput.explain(failure) + " after " + rows() + " rows", failure);
        }
        if (first && limit >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            start = 3;
            position = 3;
        }
        return limit > before;
    }

    /** Records given so far without the header of a CSV. */
    private long rows() {
        return Math.max(0, quotes ? records - 1 : records);
    }

    private TraceException tooLong() {
        return error(
                "line is longer than " + MAX_RECORD_BYTES + " bytes" + (quotes ? " (or a quote is not closed)" : ""));
    }
}
