package io.forerun.neural;

/**
 * How much demand an event promises, as weights for each time constant: the simple head, before anything is trained. A user who
 * came often before promises more; what that is worth in requests is left to the forecaster, which regresses on the sums.
 */
public final class DemandHead {
    private static final double PROMISE_CAP = 64;

    private DemandHead() {}

    /**
     * Weight of one event for a time constant, as it stands at the end of the event's slot.
     *
     * @param count the user's events so far, this one included
     * @param timeMs when
     * @param tau index of the time constant
     * @return a code of {@link EventUnits}
     */
    public static short weight(final int count, final long timeMs, final int tau) {
        final long slotMs = TimeConstants.slotMs(tau);
        final long untilSlotEndMs = slotMs - Math.floorMod(timeMs, slotMs);
        final double promise = Math.min(PROMISE_CAP, count) / PROMISE_CAP;
        return EventUnits.encode((0.25 + promise) * expNegative((double) untilSlotEndMs / TimeConstants.tauMs(tau)));
    }

    /** exp(-x) for 0 <= x <= 1/16 by its Taylor polynomial, error below 1e-10; the same bits on every machine. */
    static double expNegative(final double x) {
        return 1 - x * (1 - x / 2 * (1 - x / 3 * (1 - x / 4 * (1 - x / 5))));
    }
}
