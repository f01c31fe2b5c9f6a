package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, openings and refusals of the journal in a directory. */
class ChronicleJournalTest {
    private final Records records = new Records(5, 200);

    @TempDir
    Path temporary;

    @Test
    void shouldRollByAge() throws IOException {
        final long[] nowMs = {1_000_000L};
        final JournalConfig hourly = JournalDirectory.SMALL;
        try (ChronicleJournal journal = ChronicleJournal.open(temporary, hourly, () -> nowMs[0], ChronicleSink::new)) {
            for (int hour = 0; hour < 4; hour++) {
                records.append(journal, 10);
                nowMs[0] += 3_600_000L;
            }
            assertEquals(4, JournalFiles.list(temporary).size());
            records.assertHolds(journal, 40);
        }
        assertHealthy(temporary, 40, 4);
    }

    @Test
    void shouldRollBySizeAndReadAcrossFilesWhileWriting() throws IOException {
        final JournalConfig tiny = new JournalConfig(JournalConfig.Durability.SYNCED, 3_600_000L, 1 << 16, 1 << 16);
        final Records any = new Records(6, Journal.MAX_RECORD_LENGTH);
        try (ChronicleJournal journal = ChronicleJournal.open(temporary, tiny);
                JournalReader reader = journal.reader()) {
            for (int round = 0; round < 4; round++) {
                any.append(journal, 15);
                journal.sync();
                any.assertReads(reader, round * 15L + 1, round * 15L + 15);
            }
            assertTrue(JournalFiles.list(temporary).size() > 5);
        }
        try (ChronicleJournal journal = ChronicleJournal.open(temporary, tiny)) {
            any.assertHolds(journal, 60);
        }
    }

    @Test
    void shouldOpenWithoutTheQueuesTable() throws IOException {
        write(temporary, 20);
        Files.delete(temporary.resolve("metadata.cq4t"));
        assertReopens(temporary, 20);
    }

    @Test
    void shouldOpenWithASpoiledQueuesTable() throws IOException {
        write(temporary, 20);
        Files.write(temporary.resolve("metadata.cq4t"), new byte[100]);
        assertReopens(temporary, 20);
    }

    @Test
    void shouldBeginAnewWhenItsOnlyFileIsCutToNothing() {
        write(temporary, 20);
        final JournalDirectory journal = new JournalDirectory(temporary);
        journal.truncate(journal.places().getFirst().file(), 0);
        assertEquals(
                JournalHealth.Verdict.TORN, ChronicleJournal.inspect(temporary).verdict());
        assertReopens(temporary, 0);
    }

    @Test
    void shouldGoOnWhenItsNewestFileIsCutToNothing() {
        write(temporary, 20);
        write(temporary, 5);
        final JournalDirectory journal = new JournalDirectory(temporary);
        journal.truncate(journal.places().getLast().file(), 0);
        assertReopens(temporary, 20);
    }

    @Test
    void shouldRefuseWhenAFileBetweenIsMissing() throws IOException {
        for (int opening = 0; opening < 3; opening++) {
            write(temporary, 10);
        }
        Files.delete(JournalFiles.list(temporary).get(1));
        final CorruptJournalException e = assertThrows(CorruptJournalException.class, () -> open(temporary));
        assertEquals(
                "journal " + temporary + ": record 11 is damaged or missing and 10 valid records follow: run forerun"
                        + " inspect --journal " + temporary + " --salvage",
                e.getMessage());
        final SalvageReport report = ChronicleJournal.salvage(temporary);
        assertEquals(10, report.recordsKept());
        assertEquals(11, report.firstBadSequence().orElseThrow());
        assertEquals(10, report.recordsAside());
        assertEquals(List.of(new SequenceRange(11, 20)), report.lost());
        assertReopens(temporary, 10);
    }

    @Test
    void shouldRefuseWhenTheFirstFileIsMissing() throws IOException {
        write(temporary, 10);
        write(temporary, 10);
        Files.delete(JournalFiles.list(temporary).getFirst());
        assertEquals(
                1,
                assertThrows(CorruptJournalException.class, () -> open(temporary))
                        .firstBadSequence());
    }

    @Test
    void shouldRefuseANewerVersion() {
        write(temporary, 5);
        final JournalDirectory journal = new JournalDirectory(temporary);
        for (final JournalDirectory.Place place : journal.places()) {
            journal.write(place.file(), place.position() + 7, new byte[] {2});
        }
        final String expected =
                "journal " + temporary + ": journal of a newer version: format 2, this program reads up to 1";
        for (final Map.Entry<String, Runnable> way : Map.<String, Runnable>of(
                        "open", () -> open(temporary).close(),
                        "read",
                                () -> ChronicleJournal.source(temporary)
                                        .reader()
                                        .close(),
                        "salvage", () -> ChronicleJournal.salvage(temporary))
                .entrySet()) {
            final JournalException e = assertThrows(JournalException.class, way.getValue()::run, way.getKey());
            assertEquals(expected, e.getMessage(), way.getKey());
        }
        final JournalHealth health = ChronicleJournal.inspect(temporary);
        assertEquals(JournalHealth.Verdict.NEWER, health.verdict());
        assertEquals(2, health.formatVersion());
    }

    @Test
    void shouldTakeOneSpoiledVersionForDamage() {
        write(temporary, 5);
        final JournalDirectory journal = new JournalDirectory(temporary);
        final JournalDirectory.Place third = journal.places().get(2);
        journal.write(third.file(), third.position() + 7, new byte[] {2});
        assertEquals(
                3,
                assertThrows(CorruptJournalException.class, () -> open(temporary))
                        .firstBadSequence());
    }

    @Test
    void shouldRefuseASecondWriterAndFreeTheLockAtClose() {
        final ChronicleJournal journal = open(temporary);
        for (int attempt = 0; attempt < 2; attempt++) {
            final JournalException e = assertThrows(JournalException.class, () -> open(temporary));
            assertEquals("journal " + temporary + ": already open for writing by this process", e.getMessage());
        }
        assertThrows(JournalException.class, () -> ChronicleJournal.salvage(temporary));
        journal.close();
        open(temporary).close();
    }

    @Test
    void shouldFreeTheLockWhenOpeningFails() {
        assertThrows(
                JournalException.class,
                () -> ChronicleJournal.open(temporary, JournalDirectory.SMALL, () -> 0, (directory, config, clock) -> {
                    throw new IOException("No space left on device");
                }));
        open(temporary).close();
    }

    @Test
    void shouldRefuseAPathThatIsNoDirectory() throws IOException {
        final Path file = Files.writeString(temporary.resolve("file"), "text");
        assertEquals(
                "journal " + file + ": is not a directory",
                assertThrows(JournalException.class, () -> open(file)).getMessage());
        final Path below = file.resolve("below");
        final String message =
                assertThrows(JournalException.class, () -> open(below)).getMessage();
        assertTrue(message.startsWith("journal " + below + ": cannot be used: "), message);
        final Path missing = temporary.resolve("missing");
        assertEquals(
                "journal " + missing + ": does not exist",
                assertThrows(JournalException.class, () -> ChronicleJournal.inspect(missing))
                        .getMessage());
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeWritten() throws IOException {
        Files.createDirectory(temporary.resolve(JournalFiles.LOCK)); // permissions would not stop the superuser
        final String message =
                assertThrows(JournalException.class, () -> open(temporary)).getMessage();
        assertTrue(message.startsWith("journal " + temporary + ": cannot be used: "), message);
        assertFalse(message.contains("\n"));
    }

    @Test
    void shouldInspectAndReadWhileAWriterIsAtWork() {
        try (ChronicleJournal journal = open(temporary)) {
            records.append(journal, 7);
            final JournalHealth health = ChronicleJournal.inspect(temporary);
            assertEquals(JournalHealth.Verdict.HEALTHY, health.verdict());
            assertEquals(7, health.records());
            try (JournalReader reader = ChronicleJournal.source(temporary).reader()) {
                records.append(journal, 3);
                records.assertReads(reader, 1, 7);
            }
        }
    }

    @Test
    void shouldHandOutTheExactPrefixBeforeAHole() {
        write(temporary, 9);
        final JournalDirectory journal = new JournalDirectory(temporary);
        final JournalDirectory.Place fifth = journal.places().get(4);
        journal.write(fifth.file(), fifth.position(), new byte[(int) (fifth.nextPosition() - fifth.position())]);
        final long[] seen = {0};
        try (JournalReader reader = ChronicleJournal.source(temporary).reader()) {
            final CorruptJournalException e = assertThrows(CorruptJournalException.class, () -> {
                while (reader.poll((sequence, buffer, offset, length) -> {
                    assertEquals(++seen[0], sequence);
                    assertEquals(new UnsafeBuffer(records.of(sequence)), new UnsafeBuffer(buffer, offset, length));
                })) {}
            });
            assertEquals(5, e.firstBadSequence());
        }
        assertEquals(4, seen[0]);
    }

    private void assertReopens(final Path directory, final long lastSequence) {
        try (ChronicleJournal journal = open(directory)) {
            records.assertHolds(journal, lastSequence);
            records.append(journal, 3);
            records.assertHolds(journal, lastSequence + 3);
        }
        try (ChronicleJournal journal = open(directory)) {
            records.assertHolds(journal, lastSequence + 3);
        }
        assertEquals(
                JournalHealth.Verdict.HEALTHY,
                ChronicleJournal.inspect(directory).verdict());
    }

    private static void assertHealthy(final Path directory, final long lastSequence, final int files) {
        final JournalHealth health = ChronicleJournal.inspect(directory);
        assertEquals(JournalHealth.Verdict.HEALTHY, health.verdict());
        assertEquals(lastSequence, health.lastSequence());
        assertEquals(files, health.files());
    }

    private void write(final Path directory, final int count) {
        try (ChronicleJournal journal = open(directory)) {
            records.append(journal, count);
        }
    }

    private static ChronicleJournal open(final Path directory) {
        return ChronicleJournal.open(directory, JournalDirectory.SMALL);
    }
}
