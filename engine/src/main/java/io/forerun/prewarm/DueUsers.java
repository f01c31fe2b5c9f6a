package io.forerun.prewarm;

import io.forerun.neural.DueStretches;
import io.forerun.neural.HazardListener;
import io.forerun.profile.ProfileRows;
import io.forerun.state.Archive;

/**
 * Keeps who is due: those who are at once, with their event, and in a wheel all who are later, until a tick. Where somebody listens,
 * they wait in a queue to be told; who has come meanwhile is for the teller to leave out. Only the wheel is state. Engine thread
 * only; no allocation.
 */
public final class DueUsers implements HazardListener, AutoCloseable {
    /** Users who wait to be told at most. */
    private static final int WAITING = 1 << 16;

    private static final DueListener NOBODY = (userId, seenMs, begin, end) -> {};

    private final DueWheel wheel;
    private final DueQueue queue = new DueQueue(WAITING);
    private final double[] expected = new double[DueStretches.PIECES];
    private double threshold = 1;
    private double least = Double.POSITIVE_INFINITY;
    private boolean isHeard;

    /**
     * Nobody is due.
     *
     * @param maxUsers profiles held at most
     * @param seed secret mixed into the index
     * @param bucketMs between ticks
     */
    public DueUsers(final long maxUsers, final long seed, final int bucketMs) {
        wheel = new DueWheel(bucketMs, new DueEntries(maxUsers, seed));
    }

    /** Announces from now on those with this probability; who was found due before still is. */
    public void threshold(final double probability) {
        threshold = probability;
        least = DueStretches.expectedFor(probability);
    }

    /** Probability from which on users are announced. */
    public double threshold() {
        return threshold;
    }

    /** Whether anybody listens from now on; what waits is forgotten where nobody does. */
    public void heard(final boolean heard) {
        isHeard = heard;
        if (!heard) {
            queue.clear();
        }
    }

    /** The first record falls into this bucket; of no effect after that. */
    public void open(final long bucket) {
        wheel.open(bucket);
    }

    @Override
    public void onHazard(final ProfileRows rows, final long row, final float[] rates) {
        DueStretches.expected(rates, 0, expected);
        final int pieces = DueStretches.announced(expected, least);
        final int end = DueStretches.end(pieces, 0);
        wheel.put(rows.userId(row), rows.lastSeenMs(row), pieces, end);
        if (end > 0 && isHeard) {
            queue.due(rows.userId(row), rows.lastSeenMs(row), 0, end);
        }
    }

    /** Waits no more for a user whose row is about to be erased. */
    public void remove(final long userId) {
        wheel.remove(userId);
    }

    /** A tick: those become due whose stretches begin in the bucket that begins with it. */
    public void tick(final long bucket) {
        wheel.take(bucket, isHeard ? queue : NOBODY);
    }

    /** Tells of users who are due, the longest waiting first, so many at most. */
    public void tell(final DueListener listener, final int most) {
        int left = most;
        while (left > 0 && queue.poll(listener)) {
            left--;
        }
    }

    /** Users who wait to be told. */
    public int waiting() {
        return queue.size();
    }

    /** Users who are due later. */
    public int later() {
        return wheel.size();
    }

    /** Users who were not told, as too many waited. */
    public long skipped() {
        return queue.skipped();
    }

    /** Passes who is due when. */
    public void pass(final Archive archive) {
        wheel.pass(archive);
    }

    @Override
    public void close() {
        wheel.close();
    }
}
