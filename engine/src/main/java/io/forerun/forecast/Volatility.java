package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * How restless demand is at present against the usual: the mean of newest squared standardised one-step errors over their
 * long-run mean. The scale of all steps widens and narrows with it, as the variance does in GARCH models (Bollerslev, 1986):
 * errors cluster, and intervals that only know the usual miss several times in a row.
 */
final class Volatility {
    /** Half-life of the newest errors. */
    private static final double HALF_LIFE_MS = 60 * 60_000;

    /** Part of the variance that follows the newest errors. */
    private static final float SHARE = .5f;

    private static final float ROUNDING = 1 / 12f;

    /** One error counts up to so many squared scales, and the present up to so many times the usual. */
    private static final float LARGEST_SQUARE = 25;

    private static final float LARGEST_RATIO = 10;

    /** Errors that the start counts as, and the least they usually are: where nothing ever happens rounding is all there is. */
    private static final float HEAD_START = 30;

    private static final float LEAST = .05f;

    private final float share;
    private final float usualShare;
    private float present = 1;
    private float usual = 1;
    private float outcomes = HEAD_START;

    /** By how much the variance of the first step was widened last. */
    private float widened = 1;

    /** {@code halfLife} of the usual, in buckets. */
    Volatility(final ForecastConfig config, final double halfLife) {
        share = LevelExperts.newestShare(Math.max(1, HALF_LIFE_MS / config.bucketMs()));
        usualShare = LevelExperts.newestShare(halfLife);
    }

    private float variance() {
        return 1 - SHARE + SHARE * Math.min(LARGEST_RATIO, present / Math.max(LEAST, usual));
    }

    /**
     * Widens or narrows a scale with the present volatility: the part of the variance that is not the noise of counting.
     *
     * @param centre what the scale is around
     */
    void widen(final float[] centre, final float[] scale) {
        final float more = variance() - 1;
        final float before = scale[0] * scale[0];
        for (int lane = 0; lane < scale.length; lane++) {
            final float square = scale[lane] * scale[lane];
            final float excess = Math.max(0, square - centre[lane] - ROUNDING);
            scale[lane] = (float) Math.sqrt(Math.fma(more, excess, square));
        }
        widened = scale[0] * scale[0] / before;
    }

    /** Learns the error of the forecast one step ahead, in units of the scale it was given. */
    void learn(final float error) {
        final float square = Math.min(LARGEST_SQUARE, error * error) * widened;
        outcomes++;
        present += Math.max(share, 1 / outcomes) * (square - present);
        usual += Math.max(usualShare, 1 / outcomes) * (square - usual);
    }

    void pass(final Archive archive) {
        present = archive.pass(present);
        usual = archive.pass(usual);
        outcomes = archive.pass(outcomes);
        widened = archive.pass(widened);
    }
}
