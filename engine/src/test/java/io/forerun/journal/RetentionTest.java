package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final JournalConfig TINY =
            new JournalConfig(JournalConfig.Durability.WRITTEN, 3_600_000L, 1 << 16, 1 << 16);

    private final Records records = new Records(31, Journal.MAX_RECORD_LENGTH);

    @TempDir
    Path directory;

    @Test
    void shouldRemoveWholeFilesUpToWhatIsNeededAndGoOn() throws IOException {
        final long first;
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            records.append(journal, 60);
        }
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            records.append(journal, 60);
            final int files = JournalFiles.list(directory).size();
            first = journal.retain(0, 90);
            assertTrue(first > 61 && first <= 90, () -> "first " + first);
            assertEquals(first, journal.firstSequence());
            assertTrue(JournalFiles.list(directory).size() < files);
            records.append(journal, 60);
            records.assertHolds(journal, 180);
        }
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            assertEquals(first, journal.firstSequence());
            records.assertHolds(journal, 180);
        }
    }

    @Test
    void shouldRemoveNothingThatFitsAndNeverTheFileInWriting() {
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            records.append(journal, 60);
            assertEquals(1, journal.retain(Long.MAX_VALUE, 60));
            assertEquals(1, journal.retain(0, 1));
            final long first = journal.retain(0, Long.MAX_VALUE);
            assertTrue(first > 1 && first <= 60);
            records.assertHolds(journal, 60);
        }
    }

    @Test
    void shouldDropSurplusFilesThatACrashLeft() throws IOException {
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            records.append(journal, 60);
        }
        final JournalDirectory.Place later = new JournalDirectory(directory)
                .places().stream()
                        .filter(place -> !place.file().equals(firstFile()))
                        .findFirst()
                        .orElseThrow();
        JournalFiles.firstSequence(directory, later.sequence());
        final Path surplus = firstFile();
        try (ChronicleJournal journal = ChronicleJournal.open(directory, TINY)) {
            records.assertHolds(journal, 60);
            assertEquals(later.sequence(), journal.firstSequence());
        }
        assertTrue(Files.notExists(surplus));
    }

    private Path firstFile() {
        try {
            return JournalFiles.list(directory).getFirst();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
