package io.forerun.trace;

import io.forerun.client.ActivityRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Traces in memory for tests. */
final class Traces {
    private Traces() {}

    static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(final byte[] bytes) {
        final ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            gzip.write(bytes);
        } catch (final IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return target.toByteArray();
    }

    /** Opens text as a trace named t.csv. */
    static ActivitySource open(final String text) throws TraceException {
        return open(utf8(text));
    }

    static ActivitySource open(final byte[] bytes) throws TraceException {
        return TraceFiles.open("t.csv", new ByteArrayInputStream(bytes));
    }

    /** All rows of a source, which is closed. */
    static List<ActivityRow> rows(final ActivitySource source) throws TraceException {
        final List<ActivityRow> rows = new ArrayList<>();
        try (source) {
            ActivityRow row = new ActivityRow();
            while (source.next(row)) {
                rows.add(row);
                row = new ActivityRow();
            }
        }
        return rows;
    }

    static List<ActivityRow> rows(final String text) throws TraceException {
        return rows(open(text));
    }

    /** The message of the failure that reading this text to its end must give. */
    static String failure(final byte[] bytes) {
        try {
            rows(open(bytes));
        } catch (final TraceException expected) {
            if (expected.getMessage().contains("\n")) {
                throw new AssertionError("more than one line: " + expected.getMessage());
            }
            return expected.getMessage();
        }
        throw new AssertionError("was read without an error");
    }

    static String failure(final String text) {
        return failure(utf8(text));
    }

    /** Gives at most so many bytes a read and claims that none are available, as a pipe does. */
    static InputStream trickle(final byte[] bytes, final int most) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(final byte[] target, final int offset, final int length) throws IOException {
                return super.read(target, offset, Math.min(most, length));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }
}
