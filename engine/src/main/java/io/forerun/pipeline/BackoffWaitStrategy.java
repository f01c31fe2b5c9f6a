package io.forerun.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits by spinning, then yielding, then sleeping longer and longer: a stage that has work soon wakes within tens of
 * microseconds, an idle server costs next to nothing. For machines with fewer cores than stages.
 */
final class BackoffWaitStrategy implements WaitStrategy {
    private static final int SPINS = 100;
    private static final int YIELDS = 100;
    private static final long FIRST_SLEEP_NS = 20_000;
    private static final long LONGEST_SLEEP_NS = 2_000_000;

    @Override
    public long waitFor(
            final long sequence, final Sequence cursor, final Sequence dependentSequence, final SequenceBarrier barrier)
            throws AlertException {
        int attempts = 0;
        long sleepNs = FIRST_SLEEP_NS;
        long available = dependentSequence.get();
        while (available < sequence) {
            barrier.checkAlert();
            if (attempts < SPINS) {
                Thread.onSpinWait();
                attempts++;
            } else if (attempts < SPINS + YIELDS) {
                Thread.yield();
                attempts++;
            } else {
                LockSupport.parkNanos(sleepNs);
                sleepNs = Math.min(LONGEST_SLEEP_NS, sleepNs + sleepNs / 8);
            }
            available = dependentSequence.get();
        }
        return available;
    }

    @Override
    public void signalAllWhenBlocking() {}
}
