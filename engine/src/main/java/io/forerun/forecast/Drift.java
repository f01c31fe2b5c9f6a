package io.forerun.forecast;

import io.forerun.state.Archive;

/**
 * Tells when demand no longer does what the calibrated quantiles say: a one-sided cumulative sum (Page, 1954) of the share of
 * steps whose 90 % interval a bucket misses, less what chance and bursts explain.
 */
final class Drift {
    /** How many times as fast the past fades while demand drifts, in all that learns from outcomes. */
    static final int HURRY = 12;

    /** Share missed that is taken for normal: a tenth by the interval's name, the rest for bursts. */
    private static final float NORMAL = .25f;

    /** Four buckets missed at all steps start a drift. */
    private static final float START = 3;

    private static final float END = 1;

    private static final int LOW = 0;
    private static final int HIGH = 6;

    private float sum;
    private boolean isOn;

    /** Learns the outcome of the outlook that is loaded. */
    void learn(final Outlook outlook, final float requests) {
        int missed = 0;
        for (int lane = 0; lane < outlook.steps; lane++) {
            final boolean isBelow = requests + .5f < outlook.tracked[LOW * outlook.stride + lane];
            final boolean isAbove = requests - .5f > outlook.tracked[HIGH * outlook.stride + lane];
            missed += isBelow || isAbove ? 1 : 0;
        }
        sum = Math.max(0, Math.min(2 * START, sum + missed / (float) outlook.steps - NORMAL));
        isOn = sum > (isOn ? END : START);
    }

    boolean isOn() {
        return isOn;
    }

    void pass(final Archive archive) {
        sum = archive.pass(sum);
        isOn = archive.pass(isOn);
    }
}
