package io.forerun.replay;

import io.forerun.neural.training.Trainer;
import io.forerun.neural.training.TrainingConfig;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the shards of a training step side by side: one on the caller's thread, the others on their own. */
public final class TrainingThreads implements Trainer.Workers, AutoCloseable {
    private final ExecutorService others = Executors.newFixedThreadPool(TrainingConfig.SHARDS - 1, task -> {
        final Thread thread = new Thread(task, "trainer");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts them. */
    public TrainingThreads() {}

    @Override
    public void run(final Runnable[] tasks) {
        final Future<?>[] running = new Future<?>[tasks.length - 1];
        for (int index = 0; index < running.length; index++) {
            running[index] = others.submit(tasks[index + 1]);
        }
        tasks[0].run();
        try {
            for (final Future<?> one : running) {
                one.get();
            }
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training: interrupted", interrupted);
        } catch (final ExecutionException failed) {
            throw new IllegalStateException("training: a shard failed", failed.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
