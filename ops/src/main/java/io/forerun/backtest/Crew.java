package io.forerun.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two threads, or one where there is but one core, that work through lists of tasks. Results do not depend on who did what. */
final class Crew implements AutoCloseable {
    private static final int MOST_THREADS = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
            work -> Thread.ofPlatform().daemon().name("forerun-backtest").unstarted(work));

    /** Runs all tasks and gives their results in the tasks' order. */
    <T> List<T> all(final List<Callable<T>> tasks) {
        try {
            final List<T> results = new ArrayList<>();
            for (final Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", interrupted);
        } catch (final ExecutionException failed) {
            throw failed.getCause() instanceof final RuntimeException cause
                    ? cause
                    : new IllegalStateException("a simulation failed", failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
