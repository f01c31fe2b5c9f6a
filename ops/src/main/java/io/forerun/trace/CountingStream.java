package io.forerun.trace;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes handed out and looks ahead without consuming. {@link #available()} is exact at the end of the stream:
 * GZIPInputStream asks it whether another member follows, and the answer of a pipe would end a trace early.
 */
final class CountingStream extends InputStream {
    private static final int BUFFER_BYTES = 65_536;

    private final InputStream source;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long count;
    private boolean ended;

    CountingStream(final InputStream source) {
        this.source = source;
    }

    /** Bytes handed out so far. */
    long count() {
        return count;
    }

    /** The byte at a distance of 0 or 1 from here, or -1 if the stream ends before it. Only before the first read. */
    int peek(final int distance) throws IOException {
        while (limit - position <= distance && !ended) {
            fill();
        }
        return limit - position <= distance ? -1 : buffer[position + distance] & 0xFF;
    }

    @Override
    public int read() throws IOException {
        if (available() == 0) {
            return -1;
        }
        count++;
        return buffer[position++] & 0xFF;
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        final int taken = Math.min(length, available());
        if (taken == 0) {
            return -1;
        }
        System.arraycopy(buffer, position, target, offset, taken);
        position += taken;
        count += taken;
        return taken;
    }

    @Override
    public int available() throws IOException {
        while (position == limit && !ended) {
            position = 0;
            limit = 0;
            fill();
        }
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void fill() throws IOException {
        final int got = source.read(buffer, limit, buffer.length - limit);
        if (got < 0) {
            ended = true;
        } else {
            limit += got;
        }
    }
}
