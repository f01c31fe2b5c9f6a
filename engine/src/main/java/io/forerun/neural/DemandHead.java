package io.forerun.neural;

import io.forerun.profile.Minifloat;

/**
 * How much demand an event promises, as weights for each time constant: the simple head, before anything is trained. A user who
 * came often before promises more; what that is worth in requests is left to the forecaster, which regresses on the sums.
 */
final class DemandHead {
    private static final double PROMISE_CAP = 64;

    private DemandHead() {}

    /**
     * Weight of one event for a time constant, as it stands at the end of the event's slot.
     *
     * @param count the user's events so far, this one included
     * @param untilSlotEndMs from the event to the end of its slot
     * @param tau index of the time constant
     * @return a code of {@link Minifloat}
     */
    static int weight(final int count, final long untilSlotEndMs, final int tau) {
        final double promise = Math.min(PROMISE_CAP, count) / PROMISE_CAP;
        return Minifloat.of(
                (0.25 + promise) * expNegative((double) untilSlotEndMs / TimeConstants.tauMs(tau)), Minifloat.NEAREST);
    }

    /** exp(-x) for 0 <= x <= 1/16 by its Taylor polynomial, error below 1e-6; the same bits on every machine. */
    static double expNegative(final double x) {
        return 1 - x * (1 - x * (0.5 - x * (1.0 / 6)));
    }
}
