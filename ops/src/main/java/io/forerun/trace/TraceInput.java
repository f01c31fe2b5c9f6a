package io.forerun.trace;

import io.forerun.state.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a trace: opens, inflates where the first two bytes are gzip's, knows progress and digest. */
final class TraceInput implements AutoCloseable, DemandOrigin {
    /** Raised when the same file gives other rows than before, so that old and new streams are not taken for one. */
    private static final int READER_VERSION = 1;

    private static final int BLOCK_BYTES = 65_536;
    private static final long UNKNOWN = -1;

    private final String name;
    private final Path path;
    private final long size;
    private final CountingStream raw;
    private final InputStream body;
    private long randomDigest;

    private TraceInput(final String name, final Path path, final long size, final InputStream stream)
            throws IOException {
        this.name = name;
        this.path = path;
        this.size = size;
        this.raw = new CountingStream(stream);
        this.body = isGzip(raw) ? new GZIPInputStream(raw, BLOCK_BYTES) : raw;
    }

    /** Opens a file; anything else that can be read, a named pipe say, counts as a pipe. */
    static TraceInput open(final Path path) throws TraceException {
        final String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new TraceException(name, "is a directory, allowed=a file or - for standard input");
        }
        InputStream stream = null;
        try {
            stream = Files.newInputStream(path);
            final boolean regular = Files.isRegularFile(path);
            return new TraceInput(name, regular ? path : null, regular ? Files.size(path) : UNKNOWN, stream);
        } catch (final IOException failure) {
            close(stream);
            throw opening(name, failure);
        }
    }

    /** Reads a stream of unknown length. */
    static TraceInput pipe(final String name, final InputStream stream) throws TraceException {
        try {
            return new TraceInput(name, null, UNKNOWN, stream);
        } catch (final IOException failure) {
            throw opening(name, failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    int read(final byte[] target, final int offset, final int length) throws IOException {
        return body.read(target, offset, length);
    }

    double progress() {
        return size == UNKNOWN ? Double.NaN : size == 0 ? 1 : Math.min(1, (double) raw.count() / size);
    }

    /** Digest of the bytes as stored, CRC32C of each block folded in order; random for a pipe. */
    @Override
    public long digest() throws TraceException {
        if (path == null) {
            while (randomDigest == 0) {
                randomDigest = new SecureRandom().nextLong();
            }
            return randomDigest;
        }
        final Digest digest = new Digest().add(READER_VERSION);
        final CRC32C crc = new CRC32C();
        final byte[] block = new byte[BLOCK_BYTES];
        try (InputStream stream = Files.newInputStream(path)) {
            for (int got = stream.readNBytes(block, 0, BLOCK_BYTES); got > 0; ) {
                crc.reset();
                crc.update(block, 0, got);
                digest.add(got).add(crc.getValue());
                got = stream.readNBytes(block, 0, BLOCK_BYTES);
            }
        } catch (final IOException failure) {
            throw opening(name, failure);
        }
        return digest.value();
    }

    @Override
    public void close() {
        close(body);
    }

    /** What went wrong, said for people; used where the bytes end badly in the middle. */
    static String explain(final IOException failure) {
        return switch (failure) {
            case EOFException _ -> "gzip data ends too early (truncated file)";
            case ZipException zip -> "gzip data is damaged (" + zip.getMessage() + ")";
            default -> "cannot be read (" + failure.getMessage() + ")";
        };
    }

    private static TraceException opening(final String name, final IOException failure) {
        return new TraceException(
                name,
                switch (failure) {
                    case NoSuchFileException _ -> "no such file";
                    case AccessDeniedException _ -> "no permission to read it";
                    default -> explain(failure);
                },
                failure);
    }

    private static boolean isGzip(final CountingStream stream) throws IOException {
        return stream.peek(0) == 0x1F && stream.peek(1) == 0x8B;
    }

    private static void close(final InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (final IOException ignored) {
            // The bytes were read, nothing was written: a failing close loses nothing.
        }
    }
}
