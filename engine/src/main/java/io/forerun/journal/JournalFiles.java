package io.forerun.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Names in a journal's directory, and the moves on them that survive the loss of power. */
final class JournalFiles {
    static final String LOCK = "journal.lock";

    private static final String FIRST = "journal.first";
    private static final String SEALED = ".sealed";
    private static final String LIVE = ".cq4";
    private static final String QUEUE_TABLE = ".cq4t";
    private static final String DAMAGED = "damaged-";

    private JournalFiles() {}

    /** Files with records, in the order of their sequences; none if there is no such directory. */
    static List<Path> list(final Path directory) throws IOException {
        final List<Path> files = new ArrayList<>(named(directory, SEALED));
        files.addAll(named(directory, LIVE)); // the names of a later opening: cycles, which sort by time
        return files;
    }

    /** Tables of the queue, of use only while it is open. */
    static List<Path> queueTables(final Path directory) throws IOException {
        return named(directory, QUEUE_TABLE);
    }

    private static List<Path> named(final Path directory, final String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    static boolean isSealed(final Path file) {
        return file.getFileName().toString().endsWith(SEALED);
    }

    static Path sealed(final Path directory, final long firstSequence) {
        return directory.resolve(String.format(Locale.ROOT, "%020d%s", firstSequence, SEALED));
    }

    private static long firstOfSealed(final Path file) {
        final String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SEALED.length()));
    }

    /**
     * How many of the first files hold only records before one: those whose successor is sealed, and by its name does not begin
     * behind it. For a file that is still written there is no telling.
     */
    static int endBefore(final List<Path> files, final long sequence) {
        int count = 0;
        while (count + 1 < files.size()
                && isSealed(files.get(count + 1))
                && firstOfSealed(files.get(count + 1)) <= sequence) {
            count++;
        }
        return count;
    }

    /** Sealed files as the spans that they are by name and size; what is in them is not looked at. */
    static List<JournalScan.Span> spans(final List<Path> sealed) throws IOException {
        final List<JournalScan.Span> spans = new ArrayList<>();
        for (final Path file : sealed) {
            spans.add(new JournalScan.Span(file, firstOfSealed(file), Files.size(file)));
        }
        return spans;
    }

    /** A new directory for bytes that are taken out. */
    static Path createDamaged(final Path directory) throws IOException {
        int number = 1;
        while (Files.exists(directory.resolve(DAMAGED + number))) {
            number++;
        }
        return Files.createDirectory(directory.resolve(DAMAGED + number));
    }

    /** Sequence of the oldest record that is kept. */
    static long firstSequence(final Path directory) throws IOException {
        try {
            return Long.parseLong(Files.readString(directory.resolve(FIRST)).strip());
        } catch (final NoSuchFileException e) {
            return 1;
        } catch (final NumberFormatException e) {
            throw new IOException(directory.resolve(FIRST) + " does not hold a number: " + e.getMessage(), e);
        }
    }

    static void firstSequence(final Path directory, final long sequence) throws IOException {
        final Path draft = directory.resolve(FIRST + ".tmp");
        Files.writeString(draft, sequence + "\n");
        sync(draft);
        Files.move(draft, directory.resolve(FIRST), StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
    }

    /** Makes a file's bytes, or a directory's entries, durable. */
    static void sync(final Path path) throws IOException {
        final StandardOpenOption mode = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
