package io.forerun.forecast;

import io.forerun.state.Archive;
import java.util.Arrays;

/**
 * Moves the ensemble's quantiles towards those of {@link RecentCounts}, per step and level as far as these have lost less: with
 * z the sum of what they would have saved over the root of its sum of squares, by {@code z^3 / (1 + z^3)}, the past fading
 * (the weights of {@link Combination}, for two). A single burst comes to z = 1, however large; what saves nothing gets nothing.
 */
final class QuantileBlend {
    private static final int LEVELS = ForecastTable.QUANTILES;

    /** How many times as long as elsewhere the past counts: bursts are rare. */
    private static final int SLOWER = 4;

    private static final float TINY = 1e-12f;

    private final int steps;
    private final int stride;
    private final float keep;
    private final float keepInDrift;
    private final RecentCounts recent;

    /** [bucket modulo steps][level] quantiles of recent counts as of each of the newest buckets, NaN where unknown. */
    private final float[] past;

    /** [level][lane] as in the outlook. */
    private final float[] saved;

    private final float[] square;

    /** [level] quantiles of recent counts as they now are. */
    private final float[] now = new float[LEVELS];

    QuantileBlend(final Outlook outlook, final double halfLife) {
        steps = outlook.steps;
        stride = outlook.stride;
        keep = 1 - LevelExperts.newestShare(SLOWER * halfLife);
        keepInDrift = (float) StrictMath.pow(keep, Drift.HURRY);
        recent = new RecentCounts(halfLife);
        past = new float[steps * LEVELS];
        Arrays.fill(past, Float.NaN);
        saved = new float[LEVELS * stride];
        square = new float[LEVELS * stride];
    }

    /** Learns from the outcome of the outlook that is loaded. */
    void learn(final Outlook outlook, final long bucket, final float actual, final boolean drifting) {
        final float kept = drifting ? keepInDrift : keep;
        for (int lane = 0; lane < steps; lane++) {
            final int origin = offset(bucket - lane - 1);
            for (int level = 0, at = lane; level < LEVELS && past[origin] == past[origin]; level++, at += stride) {
                final float tau = (float) ForecastTable.level(level);
                final float gain = loss(outlook.tracked[at], actual, tau) - loss(past[origin + level], actual, tau);
                saved[at] = Math.fma(kept, saved[at], gain);
                square[at] = Math.fma(kept, square[at], gain * gain);
            }
        }
        recent.observe((int) actual, drifting);
    }

    private static float loss(final float quantile, final float actual, final float tau) {
        final float error = actual - (quantile < Series.FLOOR ? 0 : quantile);
        return Math.max(tau * error, (tau - 1) * error);
    }

    /** Moves the quantiles forecast when {@code bucket} had closed, [level][lane]. */
    void blend(final long bucket, final float[] quantiles) {
        final int origin = offset(bucket);
        recent.quantiles(now);
        System.arraycopy(now, 0, past, origin, LEVELS);
        for (int level = 0; level < LEVELS && now[level] == now[level]; level++) {
            for (int at = level * stride; at < level * stride + steps; at++) {
                final float z = Math.max(0, saved[at]) / (float) Math.sqrt(square[at] + TINY);
                final float cube = z * z * z;
                quantiles[at] += cube / (1 + cube) * (now[level] - quantiles[at]);
            }
        }
    }

    private int offset(final long bucket) {
        return (int) Math.floorMod(bucket, (long) steps) * LEVELS;
    }

    void pass(final Archive archive) {
        recent.pass(archive);
        archive.pass(past);
        archive.pass(saved);
        archive.pass(square);
    }
}
