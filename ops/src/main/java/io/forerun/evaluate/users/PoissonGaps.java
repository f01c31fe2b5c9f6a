package io.forerun.evaluate.users;

/**
 * Gaps between a user's events where the rate is constant, but only known to be distributed as Gamma(shape, rate): then a gap is
 * Lomax distributed. Times are seconds, likelihoods natural logarithms.
 */
final class PoissonGaps {
    private PoissonGaps() {}

    /** Of an event after a gap. */
    static double negativeLogDensity(final double shape, final double rate, final double gapS) {
        return -(Math.log(shape) + shape * Math.log(rate) - (shape + 1) * Math.log(rate + gapS));
    }

    /** Of no event over a gap. */
    static double negativeLogSurvival(final double shape, final double rate, final double gapS) {
        return shape * (Math.log(rate + gapS) - Math.log(rate));
    }
}
