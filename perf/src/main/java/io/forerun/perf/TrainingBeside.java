package io.forerun.perf;

import io.forerun.cli.Program;
import io.forerun.replay.TrainingProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Trains on a journal as a server does in the background, again and again until closed; nothing is promoted. */
final class TrainingBeside implements AutoCloseable {
    private static final long STOP_MS = 60_000;

    private final Path journal;
    private final TrainingProcess training = new TrainingProcess(Program.command());
    private final Thread thread = new Thread(this::run, "bench-retrain");
    private volatile Exception failure;

    private TrainingBeside(final Path journal) {
        this.journal = journal;
        thread.setDaemon(true);
    }

    /** Begins. */
    static TrainingBeside start(final Path journal) {
        final TrainingBeside beside = new TrainingBeside(journal);
        beside.thread.start();
        return beside;
    }

    private void run() {
        try {
            while (true) {
                training.run(journal, true);
            }
        } catch (final InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (final IOException | RuntimeException failed) {
            failure = failed;
        }
    }

    /** Processor time of the training that runs, seconds. */
    double cpuS() {
        return ProcessHandle.current()
                        .children()
                        .flatMap(child -> child.info().totalCpuDuration().stream())
                        .mapToDouble(Duration::toMillis)
                        .sum()
                / 1e3;
    }

    /** Ends it; throws where it had ended by itself. */
    @Override
    public void close() {
        training.stop();
        try {
            thread.join(STOP_MS);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("training failed", failure);
        }
    }
}
