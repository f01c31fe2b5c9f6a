package io.forerun.perf;

import io.forerun.core.Engine;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.JournalReplay;
import io.forerun.pipeline.Start;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long until a server that died serves again, with so many users in its snapshot and so many records behind that? Opening and
 * checking the journal, reading the snapshot, and replaying the tail; beside reading the same bytes and dropping them.
 */
final class RestartBench {
    private static final int SLOT_RECORDS = 256;
    private static final double MOST_SECONDS = 10;
    private static final double MIB = 1 << 20;

    private final Workload workload;
    private final Path directory;

    RestartBench(final Workload workload, final Path directory) {
        this.workload = workload;
        this.directory = directory;
    }

    /** Measures; the first lap is left out. */
    Figure run(final int laps) throws IOException {
        final double writeSeconds = write();
        final double[] seconds = new double[laps];
        final double[] perSecond = new double[laps];
        final double[] limit = new double[laps];
        for (int lap = 0; lap <= laps; lap++) {
            final int kept = Math.max(0, lap - 1);
            seconds[kept] = recover();
            perSecond[kept] = tail() / seconds[kept];
            limit[kept] = tail() / read();
        }
        return Figure.of(
                        "restart",
                        tail(),
                        new Laps(perSecond),
                        "snapshot and journal read, bytes dropped",
                        new Laps(limit),
                        List.of())
                .with(List.of(
                        Measure.plain("users", Laps.of(workload.users())),
                        Measure.plain("snapshot_mib", Laps.of(snapshotBytes() / MIB)),
                        Measure.plain("snapshot_seconds", Laps.of(writeSeconds)),
                        Measure.atMost("restart_seconds", new Laps(seconds), MOST_SECONDS)));
    }

    private int tail() {
        return workload.count() - workload.users();
    }

    /** The journal of every user's first record, a snapshot, and the tail. Returns how long writing the snapshot took. */
    private double write() {
        final GeneratedJournal generated = new GeneratedJournal(workload, ServerUnderTest.ENGINE, SLOT_RECORDS);
        try (ChronicleJournal journal = ChronicleJournal.open(directory, JournalConfig.DEFAULT)) {
            append(generated.until(workload.users()), journal);
            final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(journal, Start.OLDEST);
            try (Engine engine = replay.engine()) {
                Answers.require("users", engine.status().users(), workload.users());
                final long startNs = System.nanoTime();
                replay.write(journal);
                final double seconds = (System.nanoTime() - startNs) / 1e9;
                append(generated.until(workload.count()), journal);
                return seconds;
            }
        }
    }

    private static void append(final GeneratedJournal records, final ChronicleJournal journal) {
        while (records.poll((sequence, buffer, offset, length) -> journal.append(buffer, offset, length))) {
            // Appended by the handler.
        }
    }

    private double recover() {
        final long startNs = System.nanoTime();
        try (ChronicleJournal journal = ChronicleJournal.open(directory, JournalConfig.DEFAULT)) {
            final JournalReplay replay = new JournalReplay(Kernels.preferred()).run(journal, Start.NEWEST);
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            try (Engine engine = replay.engine()) {
                Answers.require("accepted", engine.status().accepted(), workload.count());
                Answers.require("replayed", replay.activities(), tail());
            }
            return seconds;
        }
    }

    /** Seconds that the disk, or what the system keeps of it, needs. */
    private double read() throws IOException {
        final long startNs = System.nanoTime();
        final byte[] bytes = new byte[1 << 20];
        try (Stream<Path> all = Files.walk(directory)) {
            for (final Path file : all.filter(Files::isRegularFile).toList()) {
                try (var in = Files.newInputStream(file)) {
                    while (in.read(bytes) >= 0) {
                        // Dropped.
                    }
                }
            }
        }
        return (System.nanoTime() - startNs) / 1e9;
    }

    private double snapshotBytes() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("snapshots"))) {
            long bytes = 0;
            for (final Path file : all.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
