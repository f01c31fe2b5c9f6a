package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Walks the whole records of a directory in order and steps over everything else, taking note of it. Whether a record is
 * missing is for the caller to judge by the sequence. For one thread.
 */
final class RecordWalk implements AutoCloseable {
    private final Path directory;
    private final FrameCursor cursor = new FrameCursor();
    private final Set<Object> visited = new HashSet<>();

    private Path file;
    private boolean flawed;
    private int newerVersion;

    RecordWalk(final Path directory) {
        this.directory = directory;
    }

    /** Leaves out files that are known to end before a record. */
    RecordWalk(final Path directory, final long fromSequence) throws IOException {
        this(directory);
        final List<Path> files = JournalFiles.list(directory);
        for (final Path early : files.subList(0, JournalFiles.endBefore(files, fromSequence))) {
            visited.add(keyOf(early));
        }
    }

    /**
     * Moves to the next whole record with a sequence of at least {@code minSequence}.
     *
     * @return false at the end, or at an excerpt of a newer format, which {@link #newerVersion()} then names
     */
    boolean next(final long minSequence) throws IOException {
        while (file != null || openNext()) {
            final FrameCursor.Frame frame = cursor.next();
            if (frame == FrameCursor.Frame.RECORD) {
                if (cursor.sequence() >= minSequence) {
                    return true;
                }
            } else if (frame == FrameCursor.Frame.NEWER) {
                newerVersion = cursor.version();
                return false;
            } else {
                flawed |= frame == FrameCursor.Frame.BAD;
                final boolean found = cursor.seek(minSequence);
                flawed |= cursor.garbage();
                file = found ? file : null;
            }
        }
        return false;
    }

    /** Lists anew each time: a file may have been added, or renamed by an opening. */
    private boolean openNext() throws IOException {
        for (final Path candidate : JournalFiles.list(directory)) {
            try {
                final Object key = keyOf(candidate);
                if (!visited.contains(key)) {
                    cursor.open(candidate);
                    visited.add(key);
                    flawed |= Files.size(candidate) == 0;
                    file = candidate;
                    return true;
                }
            } catch (final NoSuchFileException e) {
                return openNext(); // renamed since the listing
            }
        }
        return false;
    }

    private static Object keyOf(final Path file) throws IOException {
        final Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /** File of the present record. */
    Path file() {
        return file;
    }

    long sequence() {
        return cursor.sequence();
    }

    /** Where in its file the present record ends. */
    long end() {
        return cursor.nextPosition();
    }

    DirectBuffer buffer() {
        return cursor.buffer();
    }

    int offset() {
        return cursor.payloadOffset();
    }

    int length() {
        return cursor.payloadLength();
    }

    /** Whether bytes that are no record were stepped over since the last call of {@link #forgetFlaws()}. */
    boolean flawed() {
        return flawed;
    }

    void forgetFlaws() {
        flawed = false;
    }

    /** The newer format version that stopped the walk, or 0. */
    int newerVersion() {
        return newerVersion;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
