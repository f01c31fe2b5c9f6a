package io.forerun.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in processes of their own that die without a word. */
class CrashTest {
    private static final Records RECORDS = new Records(21, 100);
    private static final long NOW_MS = 1_000_000_000L;

    @TempDir
    Path temporary;

    @Test
    void shouldRepairWhatAWriterLeftThatDiedInTheMiddleOfAnExcerpt() throws Exception {
        final Process writer = fork("halt");
        assertEquals(0, writer.waitFor(), "exit code");
        assertEquals(
                JournalHealth.Verdict.TORN, ChronicleJournal.inspect(temporary).verdict());
        assertGoesOn(100);
    }

    @Test
    void shouldKeepEverythingAWriterSaidItHadAppendedWhenKilled() throws Exception {
        final Process writer = fork("append");
        long said = 0;
        try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
            for (int line = 0; line < 300; line++) {
                said = Long.parseLong(lines.readLine().replace(".", ""));
            }
            final JournalException e = assertThrows(
                    JournalException.class, () -> ChronicleJournal.open(temporary, JournalDirectory.SMALL));
            assertEquals(
                    "journal " + temporary + ": already open for writing by process " + writer.pid(), e.getMessage());
            writer.toHandle().destroyForcibly(); // leaves its output readable
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said = line.endsWith(".") ? Long.parseLong(line.substring(0, line.length() - 1)) : said;
            }
        }
        assertTrue(writer.waitFor(10, TimeUnit.SECONDS));
        final long last = ChronicleJournal.inspect(temporary).lastSequence();
        assertTrue(last >= said, last + " < " + said);
        assertGoesOn(last);
    }

    private void assertGoesOn(final long lastSequence) {
        for (int opening = 0; opening < 2; opening++) {
            try (ChronicleJournal journal = ChronicleJournal.open(temporary, JournalDirectory.SMALL)) {
                RECORDS.assertHolds(journal, lastSequence + 5 * opening);
                RECORDS.append(journal, 5);
                RECORDS.assertHolds(journal, lastSequence + 5 * opening + 5);
            }
        }
    }

    private Process fork(final String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + System.getProperty("forerun.root") + "/jvm.options",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        temporary.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The process that dies. */
    static final class Writer {
        private Writer() {}

        /** Appends 100 records and halts inside the next excerpt, or appends and says so until it is killed. */
        public static void main(final String[] args) {
            final Path directory = Path.of(args[0]);
            final ChronicleJournal journal =
                    ChronicleJournal.open(directory, JournalDirectory.SMALL, () -> NOW_MS, ChronicleSink::new);
            RECORDS.append(journal, 100);
            if ("halt".equals(args[1])) {
                haltInAnExcerpt(directory);
            }
            while (true) {
                RECORDS.append(journal, 1);
                System.out.println(journal.lastSequence() + "."); // the dot: the line is whole
            }
        }

        private static void haltInAnExcerpt(final Path directory) {
            final ChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory)
                    .rollCycle(RollCycles.FIVE_MINUTELY)
                    .timeProvider(() -> NOW_MS)
                    .blockSize(JournalDirectory.SMALL.blockBytes())
                    .build();
            final DocumentContext excerpt = queue.createAppender().writingDocument();
            excerpt.wire().bytes().write("half of a record".getBytes(StandardCharsets.US_ASCII));
            Runtime.getRuntime().halt(0);
        }
    }
}
