package io.forerun.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Snapshots as files of a directory below the journal's. A draft is made durable before it gets its name. */
final class DirectorySnapshots implements Snapshots {
    private static final String SUFFIX = ".state";
    private static final String DRAFT = ".draft";

    private final Path directory;

    /** Of a journal's directory, which need not exist. */
    DirectorySnapshots(final Path journal) {
        directory = journal.resolve("snapshots");
    }

    @Override
    public List<Long> sequences() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{20}\\" + SUFFIX))
                    .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (final IOException e) {
            throw new JournalException("snapshots " + directory + ": cannot be listed: " + e, e);
        }
    }

    private Path file(final long sequence) {
        return directory.resolve(String.format(Locale.ROOT, "%020d%s", sequence, SUFFIX));
    }

    @Override
    public void write(final long sequence, final Content content) {
        // Of this process alone: a command may write beside a server that stops.
        final Path draft = directory.resolve(ProcessHandle.current().pid() + DRAFT);
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(draft, file(sequence), StandardCopyOption.ATOMIC_MOVE);
            JournalFiles.sync(directory);
        } catch (final IOException | UncheckedIOException e) {
            remove(draft);
            throw new JournalException("snapshot " + file(sequence) + ": cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public ReadableByteChannel open(final long sequence) {
        try {
            return FileChannel.open(file(sequence), StandardOpenOption.READ);
        } catch (final IOException e) {
            throw new JournalException("snapshot " + file(sequence) + ": cannot be read: " + e, e);
        }
    }

    @Override
    public void keep(final int count) {
        sequences().stream().skip(count).map(this::file).forEach(DirectorySnapshots::remove);
    }

    @Override
    public void removeAfter(final long sequence) {
        sequences().stream().filter(known -> known > sequence).map(this::file).forEach(DirectorySnapshots::remove);
    }

    /** Removes what processes that died left unfinished; nobody else may be at work. */
    void removeDrafts() {
        try (Stream<Path> entries = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            entries.filter(entry -> entry.toString().endsWith(DRAFT)).forEach(DirectorySnapshots::remove);
        } catch (final IOException e) {
            throw new JournalException("snapshots " + directory + ": cannot be listed: " + e, e);
        }
    }

    private static void remove(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new JournalException("snapshot " + file + ": cannot be removed: " + e, e);
        }
    }
}
