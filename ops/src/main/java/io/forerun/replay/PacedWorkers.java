package io.forerun.replay;

import io.forerun.neural.training.Trainer;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the shards of a training step one after another on the caller's thread, and rests for as long as they took: training
 * beside a server takes half of a core at most.
 */
public final class PacedWorkers implements Trainer.Workers {
    /** Ready. */
    public PacedWorkers() {}

    @Override
    public void run(final Runnable[] tasks) {
        final long startNs = System.nanoTime();
        for (final Runnable task : tasks) {
            task.run();
        }
        LockSupport.parkNanos(System.nanoTime() - startNs);
    }
}
