package io.forerun.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a closed journal, to be looked into and spoiled. */
final class JournalDirectory {
    /** Small blocks and files, so that a test has several. */
    static final JournalConfig SMALL =
            new JournalConfig(JournalConfig.Durability.WRITTEN, 3_600_000L, 4L << 20, 1 << 20);

    /** Where the frame of a record begins and what follows it begins. */
    record Place(long sequence, Path file, long position, long nextPosition) {}

    private final Path directory;

    JournalDirectory(final Path directory) {
        this.directory = directory;
    }

    /** Every record's place, in order; the journal has to be healthy. */
    List<Place> places() {
        final List<Place> places = new ArrayList<>();
        try (FrameCursor cursor = new FrameCursor()) {
            for (final Path file : JournalFiles.list(directory)) {
                cursor.open(file);
                while (cursor.next() == FrameCursor.Frame.RECORD) {
                    places.add(new Place(cursor.sequence(), file, cursor.position(), cursor.nextPosition()));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    void truncate(final Path file, final long size) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(final Path file, final long position, final byte[] bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the files in another directory. */
    JournalDirectory copyTo(final Path target) {
        try (Stream<Path> entries = Files.list(directory)) {
            Files.createDirectories(target);
            for (final Path entry : entries.filter(Files::isRegularFile).toList()) {
                Files.copy(entry, target.resolve(entry.getFileName()));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JournalDirectory(target);
    }

    Path path() {
        return directory;
    }
}
