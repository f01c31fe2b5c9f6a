package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forerun.core.Reply;
import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Pipeline;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Mode;
import io.forerun.server.SnapshotConfig;
import io.forerun.server.Snapshotter;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots in the background of a server, and the journal that they make unnecessary. */
class SnapshotterTest {
    private static final int EVERY_MS = 600_000;

    @TempDir
    private Path directory;

    private Path journal;

    @BeforeEach
    void fillJournal() throws IOException {
        journal = directory.resolve("journal");
        ModelTraces.fill(directory, journal);
    }

    /** Runs a pipeline on the journal and shows the snapshotter the tables of some minutes. */
    private void run(final SnapshotConfig config, final int minutes, final Awaited awaited) {
        final Pipeline.Setup setup = new Pipeline.Setup(
                PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                TestServer.engine(Mode.FULL),
                Kernels.preferred(),
                System::currentTimeMillis,
                new FailStop(() -> {}));
        try (ChronicleJournal open = ChronicleJournal.open(journal, JournalConfig.DEFAULT);
                Pipeline pipeline = Pipeline.launch(setup, open, List.of());
                Snapshotter snapshotter = new Snapshotter(open, journal, config)) {
            snapshotter.start();
            pipeline.sequencer().sessionOpen(pipeline.firstFreeSession(), 3, 4, 1);
            final DemandForecaster forecaster = new DemandForecaster(ForecastConfig.DEFAULT, Kernels.preferred());
            for (int minute = 0; minute < minutes; minute++) {
                snapshotter.reply(new Reply.TablePublished(forecaster.close(minute, new BitSet())));
            }
            final BooleanSupplier isDone = awaited.in(open);
            final long deadlineNs = System.nanoTime() + 60_000_000_000L;
            while (!isDone.getAsBoolean() && System.nanoTime() < deadlineNs) {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    /** What is waited for, given the journal as it stands when all was said. */
    @FunctionalInterface
    private interface Awaited {
        BooleanSupplier in(ChronicleJournal journal);
    }

    private static long first(final Path of) {
        return ChronicleJournal.source(of).firstSequence();
    }

    @Test
    void shouldRemoveWhatTwoSnapshotsKnowAndStillReplay() {
        final SnapshotConfig config = new SnapshotConfig(EVERY_MS, 1, Program.command());
        final Awaited another = open -> {
            final long newest = open.snapshots().newest();
            return () -> open.snapshots().newest() > newest && open.firstSequence() > 1;
        };
        run(config, 9, open -> () -> true); // Not due yet.
        assertEquals(1, first(journal));
        run(config, 12, another);
        assertTrue(first(journal) > 1, "nothing was removed");
        final Cli whole = Cli.run("replay", "--journal", journal.toString(), "--verify", "--json");
        assertEquals(0, whole.exitCode(), whole.err());
        assertTrue(whole.out().contains("\"match\":true"), whole.out());
        assertEquals(0, Cli.run("inspect", "--journal", journal.toString()).exitCode());
        run(config, 1, open -> () -> true); // A start on what is left.
    }

    /** Two stops made snapshots behind the first file, which would go if a failure were taken for another snapshot. */
    @Test
    void shouldRemoveNothingWhereASnapshotFails() {
        run(SnapshotConfig.AT_STOPS, 1, open -> () -> true);
        run(SnapshotConfig.AT_STOPS, 1, open -> () -> true);
        final Path tried = directory.resolve("tried");
        final List<String> failing = List.of("sh", "-c", "touch \"$0\"; exit 1", tried.toString());
        run(new SnapshotConfig(EVERY_MS, 1, failing), 12, open -> () -> Files.exists(tried));
        assertTrue(Files.exists(tried), "nothing was tried");
        assertEquals(1, first(journal));
    }
}
