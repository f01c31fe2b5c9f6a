package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every place of the files spoiled: what is left is always the exact prefix, and appends behind it are read again. */
class DamageTest {
    private final Records records = new Records(9, 40);

    @TempDir
    Path temporary;

    @Test
    void shouldKeepThePrefixWhereverTheLastRecordIsCut() {
        final JournalDirectory original = write(6, 1);
        final JournalDirectory.Place last = original.places().getLast();
        final long end = last.position() + lengthOf(6);
        for (long at = last.position(); at < last.nextPosition(); at++) {
            final JournalDirectory cut = original.copyTo(temporary.resolve("cut-" + at));
            cut.truncate(cut.path().resolve(last.file().getFileName()), at);
            assertRepaired(cut, "cut at " + at, at < end ? 5 : 6); // behind the end there is only padding
        }
    }

    @Test
    void shouldKeepThePrefixWhereverTheLastRecordTurnsToZeros() {
        final JournalDirectory original = write(6, 1);
        final JournalDirectory.Place last = original.places().getLast();
        final long end = last.position() + lengthOf(6);
        for (long at = last.position(); at < end - 1; at++) {
            final JournalDirectory cut = original.copyTo(temporary.resolve("zero-" + at));
            cut.write(cut.path().resolve(last.file().getFileName()), at, new byte[(int) (end - at)]);
            assertRepaired(cut, "zeros from " + at, 5);
        }
    }

    @Test
    void shouldRefuseDamageInTheMiddleAndSalvageTheExactPrefix() throws IOException {
        final int count = 40;
        final JournalDirectory original = write(count, 2);
        final List<JournalDirectory.Place> places = original.places();
        for (int seed = 0; seed < 40; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final int spoiled = 1 + random.nextInt(count - 6);
            final JournalDirectory.Place place = places.get(spoiled - 1);
            final int from = random.nextInt(lengthOf(spoiled));
            final byte[] noise = new byte[1 + random.nextInt(seed % 2 == 0 ? 1 : 100)];
            final JournalDirectory copy = original.copyTo(temporary.resolve("noise-" + seed));
            final Path file = copy.path().resolve(place.file().getFileName());
            spoil(file, place.position() + from, noise, random);
            assertSalvages(copy, spoiled, "seed " + seed + ", byte " + from + " of record " + spoiled);
        }
    }

    @Test
    void shouldOnlyEverReadAPrefixOfAFileCutAnywhere() {
        final JournalDirectory original = write(40, 1);
        final JournalDirectory.Place last = original.places().getLast();
        final SplittableRandom random = new SplittableRandom(77);
        for (int round = 0; round < 60; round++) {
            final long size = random.nextLong(last.nextPosition());
            final JournalDirectory copy = original.copyTo(temporary.resolve("size-" + round));
            copy.truncate(copy.path().resolve(last.file().getFileName()), size);
            final long whole = original.places().stream()
                    .filter(place -> place.position() + lengthOf(place.sequence()) <= size)
                    .count();
            assertEquals(whole, ChronicleJournal.inspect(copy.path()).lastSequence(), () -> "size " + size);
            try (JournalReader reader = ChronicleJournal.source(copy.path()).reader()) {
                records.assertReads(reader, 1, whole);
            }
        }
    }

    private void assertRepaired(final JournalDirectory journal, final String what, final long lastSequence) {
        final JournalHealth health = ChronicleJournal.inspect(journal.path());
        assertTrue(health.verdict() != JournalHealth.Verdict.HOLE, what);
        assertEquals(lastSequence, health.lastSequence(), what);
        assertGoesOn(journal, lastSequence);
    }

    private void assertSalvages(final JournalDirectory journal, final int spoiled, final String what)
            throws IOException {
        final CorruptJournalException e = assertThrows(CorruptJournalException.class, () -> open(journal.path()), what);
        assertEquals(spoiled, e.firstBadSequence(), what);
        final SalvageReport report = ChronicleJournal.salvage(journal.path());
        assertEquals(spoiled - 1, report.recordsKept(), what);
        assertEquals(spoiled, report.firstBadSequence().orElseThrow(), what);
        final long lost = report.lost().stream().mapToLong(SequenceRange::count).sum();
        assertEquals(40 - report.recordsKept(), report.recordsAside() + lost, what);
        assertTrue(lost <= 6, () -> what + ": " + report);
        try (Stream<Path> aside = Files.list(report.damaged().orElseThrow())) {
            assertTrue(aside.findAny().isPresent(), what);
        }
        assertGoesOn(journal, spoiled - 1);
    }

    private void assertGoesOn(final JournalDirectory journal, final long lastSequence) {
        try (ChronicleJournal reopened = open(journal.path())) {
            records.assertHolds(reopened, lastSequence);
            records.append(reopened, 2);
        }
        try (JournalReader reader = ChronicleJournal.source(journal.path()).reader()) {
            records.assertReads(reader, 1, lastSequence + 2);
        }
    }

    private int lengthOf(final long sequence) {
        return FrameCursor.HEADER_LENGTH + ExcerptDescriptor.PAYLOAD_OFFSET + records.of(sequence).length;
    }

    private static void spoil(final Path file, final long position, final byte[] noise, final SplittableRandom random)
            throws IOException {
        final byte[] before = new byte[noise.length];
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ByteBuffer.wrap(before), position);
        }
        do {
            random.nextBytes(noise);
        } while (noise[0] == before[0]);
        new JournalDirectory(file.getParent()).write(file, position, noise);
    }

    /** Records over several openings, of which the newest is not sealed. */
    private JournalDirectory write(final int count, final int openings) {
        final Path directory = temporary.resolve("original");
        for (int opening = 0; opening < openings; opening++) {
            try (ChronicleJournal journal = open(directory)) {
                records.append(journal, count / openings);
            }
        }
        return new JournalDirectory(directory);
    }

    private static ChronicleJournal open(final Path directory) {
        final JournalConfig small = new JournalConfig(JournalConfig.Durability.WRITTEN, 3_600_000L, 1 << 18, 1 << 16);
        return ChronicleJournal.open(directory, small);
    }
}
