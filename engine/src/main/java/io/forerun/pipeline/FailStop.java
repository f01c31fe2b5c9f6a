package io.forerun.pipeline;

import com.lmax.disruptor.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops everything at the first failure of a stage: nothing behind the failed record is acknowledged, and nothing is skipped.
 * Any thread.
 */
public final class FailStop implements ExceptionHandler<Slot> {
    private static final Logger LOG = LoggerFactory.getLogger(FailStop.class);

    private final Runnable onFailure;
    private volatile Throwable failure;
    private volatile Runnable halt = () -> {};

    /**
     * Ready, with nothing failed.
     *
     * @param onFailure run once, on the failing thread, after the ring was told to halt
     */
    public FailStop(final Runnable onFailure) {
        this.onFailure = onFailure;
    }

    void haltWith(final Runnable action) {
        halt = action;
    }

    /** The first failure; null while all is well. */
    public Throwable failure() {
        return failure;
    }

    /** Throws where something failed. */
    void check() {
        final Throwable first = failure;
        if (first != null) {
            throw new FatalException("pipeline stopped: " + first.getMessage(), first);
        }
    }

    /** Records a failure, halts the ring, tells the owner; later failures are only logged. */
    public void fail(final String where, final Throwable cause) {
        final boolean first;
        synchronized (this) {
            first = failure == null;
            if (first) {
                failure = cause;
            }
        }
        LOG.error("{} failed{}", where, first ? ": stopping" : " after the stop began", cause);
        if (first) {
            halt.run();
            onFailure.run();
        }
    }

    @Override
    public void handleEventException(final Throwable cause, final long sequence, final Slot slot) {
        fail("stage " + Thread.currentThread().getName() + " at ring sequence " + sequence, cause);
        // Thrown on: the processor must not publish the sequence of a record that it did not process.
        throw new FatalException("stage stopped at ring sequence " + sequence, cause);
    }

    @Override
    public void handleOnStartException(final Throwable cause) {
        fail("start of " + Thread.currentThread().getName(), cause);
    }

    @Override
    public void handleOnShutdownException(final Throwable cause) {
        fail("shutdown of " + Thread.currentThread().getName(), cause);
    }
}
