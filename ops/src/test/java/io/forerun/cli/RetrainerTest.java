package io.forerun.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.forerun.core.Reply;
import io.forerun.forecast.DemandForecaster;
import io.forerun.forecast.ForecastConfig;
import io.forerun.journal.ChronicleJournal;
import io.forerun.journal.JournalConfig;
import io.forerun.neural.ModelFormat;
import io.forerun.pipeline.ClockMode;
import io.forerun.pipeline.FailStop;
import io.forerun.pipeline.Pipeline;
import io.forerun.pipeline.PipelineConfig;
import io.forerun.plan.Mode;
import io.forerun.replay.ModelFile;
import io.forerun.replay.TrainingHealth;
import io.forerun.server.RetrainConfig;
import io.forerun.server.Retrainer;
import io.forerun.simd.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Training in the background of a server, and models that come into force. */
class RetrainerTest {
    private static final RetrainConfig HOURLY = new RetrainConfig(3_600_000, Program.command());

    @TempDir
    private Path directory;

    private Path journal;
    private Retrainer retrainer;
    private RetrainConfig config = HOURLY;

    @BeforeEach
    void fillJournal() throws IOException {
        journal = directory.resolve("journal");
        ModelTraces.fill(directory, journal);
    }

    /** Runs a pipeline on the journal and shows the retrainer the tables of some minutes. */
    private void run(final int minutes, final BooleanSupplier awaited) {
        final Retrainer opened = new Retrainer(journal, config);
        retrainer = opened;
        final Pipeline.Setup setup = new Pipeline.Setup(
                PipelineConfig.DEFAULT.withClock(ClockMode.EVENT),
                TestServer.engine(Mode.FULL),
                Kernels.preferred(),
                System::currentTimeMillis,
                new FailStop(() -> {}));
        try (ChronicleJournal open = ChronicleJournal.open(journal, JournalConfig.DEFAULT);
                Pipeline pipeline = Pipeline.launch(setup, open, List.of());
                opened) {
            retrainer.start(pipeline.sequencer(), pipeline.recoveredModel());
            final DemandForecaster forecaster = new DemandForecaster(ForecastConfig.DEFAULT, Kernels.preferred());
            for (int minute = 0; minute < minutes; minute++) {
                retrainer.reply(new Reply.TablePublished(forecaster.close(minute, new BitSet())));
            }
            final long deadlineNs = System.nanoTime() + 60_000_000_000L;
            while (!awaited.getAsBoolean() && System.nanoTime() < deadlineNs) {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private long champion() throws IOException {
        return ModelFormat.shortName(Files.readAllBytes(ModelFile.of(journal)));
    }

    @Test
    void shouldTrainWhenDueAndLetTheModelComeIntoForce() throws IOException {
        assertEquals(0, ModelTraces.inForce(journal));
        run(7, () -> true); // An eighth of an hour is seven and a half minutes.
        assertEquals(0, ModelTraces.inForce(journal));
        run(9, () -> retrainer.activations() > 0);
        assertNotEquals(0, ModelTraces.inForce(journal));
        assertEquals(champion(), ModelTraces.inForce(journal));
        final TrainingHealth health = retrainer.health();
        assertEquals("", health.failure());
        assertTrue(health.isPromoted() && health.challenger() < health.champion(), health.toString());
        assertEquals(9 * 60_000, health.lastMs(), "the end of the first minute started the clock");
        run(1, () -> true);
        assertEquals(champion(), ModelTraces.inForce(journal), "the same model, once");
    }

    @Test
    void shouldKeepTheModelInForceWhereTrainingDies() throws IOException {
        assertEquals(0, Cli.run("retrain", "--journal", journal.toString()).exitCode());
        final byte[] champion = Files.readAllBytes(ModelFile.of(journal));
        final List<String> program = new ArrayList<>(Program.command());
        program.set(program.size() - 1, "io.forerun.Nowhere");
        config = new RetrainConfig(HOURLY.everyMs(), program);
        run(70, () -> !retrainer.health().failure().isEmpty());
        assertTrue(
                retrainer.health().failure().contains("exit code 1"),
                retrainer.health().failure());
        assertArrayEquals(champion, Files.readAllBytes(ModelFile.of(journal)));
        assertEquals(champion(), ModelTraces.inForce(journal));
    }

    @Test
    void shouldLetAChampionComeIntoForceAtTheNextStart() throws IOException {
        assertEquals(0, Cli.run("retrain", "--journal", journal.toString()).exitCode());
        assertEquals(0, ModelTraces.inForce(journal));
        TestServer.launch(journal).close();
        assertEquals(champion(), ModelTraces.inForce(journal));
    }

    @Test
    void shouldKeepTheModelInForceWhereTheFileCannotBeUsed() throws IOException {
        assertEquals(0, Cli.run("retrain", "--journal", journal.toString()).exitCode());
        TestServer.launch(journal).close();
        final long before = ModelTraces.inForce(journal);
        final byte[] damaged = Files.readAllBytes(ModelFile.of(journal));
        damaged[damaged.length / 2] ^= 1;
        for (final byte[] unusable : new byte[][] {damaged, "none".getBytes(StandardCharsets.US_ASCII), {}}) {
            Files.write(ModelFile.of(journal), unusable);
            run(9, () -> true);
            assertEquals(before, ModelTraces.inForce(journal));
            assertArrayEquals(unusable, Files.readAllBytes(ModelFile.of(journal)), "nothing is overwritten");
            assertTrue(
                    retrainer.health().failure().contains("champion.model: "),
                    retrainer.health().failure());
        }
        assertTrue(before != 0);
    }

    @Test
    void shouldWarnOfADamagedFileOnce() throws IOException {
        Files.write(ModelFile.of(journal), new byte[] {1, 2, 3});
        final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        warnings.start();
        final Logger log = (Logger) LoggerFactory.getLogger(Retrainer.class);
        log.addAppender(warnings);
        try {
            run(40, () -> true); // Met at the start, and at every training that is due.
        } finally {
            log.detachAppender(warnings);
        }
        assertEquals(
                1,
                warnings.list.stream()
                        .filter(event -> event.getLevel() == Level.WARN)
                        .count());
        assertTrue(retrainer.health().nextMs() > 0, retrainer.health().toString());
    }
}
