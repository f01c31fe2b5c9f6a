package io.forerun.neural;

/**
 * Arithmetic of the demand head: a user silent for {@code d} since its last event is expected to come {@code sum_j a_j
 * exp(-d / tau_j) c_j(h) (1 - exp(-h / tau_j))} times within the next {@code h}. The factors c, all 1 at first, are needed
 * because visits to come bring follow-ups of their own: expectations may grow faster than the horizon, while sums of {@code
 * 1 - exp} with positive weights grow slower.
 */
public final class DemandCurve {
    /** How many horizons are trained for. */
    public static final int HORIZONS = 3;

    private static final long[] HORIZON_MS = {300_000, 900_000, 1_800_000};
    private static final float[] REACH = reach();

    private DemandCurve() {}

    private static float[] reach() {
        final float[] table = new float[HORIZONS * TimeConstants.COUNT];
        for (int index = 0; index < table.length; index++) {
            table[index] = (float) reach(HORIZON_MS[index / TimeConstants.COUNT], index % TimeConstants.COUNT);
        }
        return table;
    }

    /** A horizon trained for, milliseconds. */
    public static long horizonMs(final int horizon) {
        return HORIZON_MS[horizon];
    }

    /** {@code 1 - exp(-h / tau)} of a horizon trained for. */
    public static float reach(final int horizon, final int tau) {
        return REACH[horizon * TimeConstants.COUNT + tau];
    }

    /** {@code 1 - exp(-h / tau)}. */
    public static double reach(final long horizonMs, final int tau) {
        return -StrictMath.expm1(-(double) horizonMs / TimeConstants.tauMs(tau));
    }

    /** {@code exp(-d / tau)}. */
    public static float decay(final long silenceMs, final int tau) {
        return Exponential.of(-(float) silenceMs / TimeConstants.tauMs(tau));
    }
}
