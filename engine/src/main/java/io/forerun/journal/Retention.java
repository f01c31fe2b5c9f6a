package io.forerun.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Removes the oldest files. The file in writing stays, and so does every file with a record that is still needed. */
final class Retention {
    private Retention() {}

    /**
     * Frees space.
     *
     * @param maxBytes how much may stay
     * @param neededSequence the oldest record that has to stay
     * @return sequence of the oldest record that stays, or {@code firstSequence} if nothing was removed
     */
    static long apply(final Path directory, final long firstSequence, final long maxBytes, final long neededSequence)
            throws IOException {
        final List<Path> files = JournalFiles.list(directory);
        long bytes = 0;
        for (final Path file : files) {
            bytes += Files.size(file);
        }
        final List<Path> surplus = new ArrayList<>();
        long first = firstSequence;
        try (FrameCursor cursor = new FrameCursor()) {
            for (int index = 0; index + 1 < files.size() && bytes > maxBytes; index++) {
                cursor.open(files.get(index + 1));
                if (cursor.next() != FrameCursor.Frame.RECORD || cursor.sequence() > neededSequence) {
                    break;
                }
                first = cursor.sequence();
                bytes -= Files.size(files.get(index));
                surplus.add(files.get(index));
            }
        }
        if (!surplus.isEmpty()) {
            JournalFiles.firstSequence(
                    directory, first); // before: what a crash leaves of the files is then surplus too
            for (final Path file : surplus) {
                Files.delete(file);
            }
        }
        return first;
    }
}
