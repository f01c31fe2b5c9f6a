package io.forerun.markov;

import io.forerun.state.Archive;

/**
 * Exponential forgetting without touching what is stored: an event of time t weighs 2 ^ (t / half-life), so that older counts
 * shrink beside newer ones by themselves. Every {@link #REBASE_HALVINGS} half-lives all weights are divided by a power of two,
 * which is exact. A weight depends on the event's own time only, in steps of 1/64 half-life. Engine thread only.
 */
final class Forgetting {
    private static final int STEPS = 64;
    private static final int REBASE_HALVINGS = 64;
    private static final double[] FRACTIONS = fractions();

    private final long stepMs;
    private long baseHalvings = Long.MIN_VALUE;
    private long stepBeginMs; // The step last asked for and its weight: most events are of one step.
    private double stepWeight;

    Forgetting(final double halfLifeDays) {
        stepMs = Math.max(1, (long) (halfLifeDays * 86_400_000 / STEPS));
    }

    /** Factor that every stored weight must be multiplied by before one of this time is added; nearly always 1. */
    double advance(final long timeMs) {
        if (isOfStep(timeMs)) {
            return 1;
        }
        final long step = Math.floorDiv(timeMs, stepMs);
        final long halvings = Math.floorDiv(step, STEPS);
        final long behind = baseHalvings == Long.MIN_VALUE ? 0 : halvings - baseHalvings;
        final boolean rebased = baseHalvings == Long.MIN_VALUE || behind >= REBASE_HALVINGS;
        baseHalvings = rebased ? halvings : baseHalvings;
        stepBeginMs = step * stepMs;
        stepWeight = FRACTIONS[Math.floorMod(step, STEPS)] * power(halvings - baseHalvings);
        return rebased ? power(-behind) : 1;
    }

    /** Weight of an event of the time that {@link #advance} was last called with. */
    double weight() {
        return stepWeight;
    }

    private boolean isOfStep(final long timeMs) {
        return stepWeight > 0 && timeMs >= stepBeginMs && timeMs - stepBeginMs < stepMs;
    }

    void pass(final Archive archive) {
        baseHalvings = archive.pass(baseHalvings);
        stepBeginMs = archive.pass(stepBeginMs);
        stepWeight = archive.pass(stepWeight);
    }

    private static double power(final long exponent) {
        final long clamped = Math.max(-1_022, Math.min(REBASE_HALVINGS, exponent));
        return Double.longBitsToDouble(clamped + 1_023 << 52);
    }

    private static double[] fractions() {
        final double[] fractions = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            fractions[step] = StrictMath.pow(2, step / (double) STEPS);
        }
        return fractions;
    }
}
