package io.forerun.neural;

/**
 * Arithmetic of the demand head: a user silent for {@code d} since its last event is expected to come {@code sum_j a_j
 * exp(-d / tau_j) (1 - exp(-h / tau_j))} times within the next {@code h}.
 */
final class DemandCurve {
    /** Horizons trained for, milliseconds. */
    static final long[] HORIZONS_MS = {300_000, 900_000, 1_800_000};

    private static final float[] REACH = reach();

    private DemandCurve() {}

    private static float[] reach() {
        final float[] table = new float[HORIZONS_MS.length * TimeConstants.COUNT];
        for (int index = 0; index < table.length; index++) {
            final double h = HORIZONS_MS[index / TimeConstants.COUNT];
            table[index] = (float) -StrictMath.expm1(-h / TimeConstants.tauMs(index % TimeConstants.COUNT));
        }
        return table;
    }

    /** {@code 1 - exp(-h / tau)} of a horizon trained for. */
    static float reach(final int horizon, final int tau) {
        return REACH[horizon * TimeConstants.COUNT + tau];
    }

    /** {@code exp(-d / tau)}. */
    static float decay(final long silenceMs, final int tau) {
        return Exponential.of(-(float) silenceMs / TimeConstants.tauMs(tau));
    }
}
