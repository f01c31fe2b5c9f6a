package io.forerun.perf;

import io.forerun.neural.ModelFormatException;
import io.forerun.replay.Niceness;
import io.forerun.replay.PacedWorkers;
import io.forerun.replay.Retraining;
import java.io.IOException;
import java.nio.file.Path;

/** Trains on a journal as a server does in the background, again and again until closed; nothing is promoted. */
final class TrainingBeside implements AutoCloseable {
    private static final long STOP_MS = 60_000;

    private final Path journal;
    private final Thread thread = new Thread(this::run, "forerun-retrain");
    private volatile long steps;
    private volatile boolean isClosing;
    private volatile Exception failure;

    private TrainingBeside(final Path journal) {
        this.journal = journal;
        thread.setDaemon(true);
    }

    /** Begins. */
    static TrainingBeside start(final Path journal) {
        final TrainingBeside training = new TrainingBeside(journal);
        training.thread.start();
        return training;
    }

    private void run() {
        Niceness.standBack();
        final PacedWorkers paced = new PacedWorkers();
        try {
            while (!isClosing) {
                new Retraining(journal)
                        .with(tasks -> {
                            paced.run(tasks);
                            steps++; // One thread writes.
                        })
                        .run(true, pass -> {});
            }
        } catch (final IOException | ModelFormatException | RuntimeException ended) {
            failure = isClosing ? null : ended; // An interrupt ends training, or a read of the journal.
        }
    }

    /** Steps of training so far. */
    long steps() {
        return steps;
    }

    /** Ends it; throws where it had ended by itself. */
    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
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
