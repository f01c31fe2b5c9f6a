package io.forerun.neural;

import java.util.Arrays;

/**
 * A trained model: parameters, the rates its heads are factors of, and what it has seen. As bytes it is {@link ModelFormat}.
 * Immutable, any thread.
 */
public final class NeuralModel {
    final float[] parameters;
    final float[] scale;
    final int actions;
    private final TrainingSpan span;

    /**
     * A model of these arrays, which nobody changes afterwards.
     *
     * @param parameters in the order of {@link ParameterGroup}
     * @param scale what the heads' rates are factors of, by column of {@link ParameterGroup#RATES}
     * @param actions known to it, 1 to {@link Features#ACTIONS}
     * @param span what it was trained on
     */
    public NeuralModel(final float[] parameters, final float[] scale, final int actions, final TrainingSpan span) {
        this.parameters = parameters;
        this.scale = scale;
        this.actions = actions;
        this.span = span;
    }

    /** The data it was trained on. */
    public TrainingSpan span() {
        return span;
    }

    /** All parameters; shared, never written. */
    public float[] parameters() {
        return parameters;
    }

    /** What the heads' rates are factors of; shared, never written. */
    public float[] scale() {
        return scale;
    }

    /** Actions known to it. */
    public int actions() {
        return actions;
    }

    /** The weights of its cell. */
    public GruWeights cell() {
        return GruWeights.of(
                Features.INPUTS,
                ParameterGroup.HIDDEN,
                part(ParameterGroup.INPUT),
                part(ParameterGroup.RECURRENT),
                part(ParameterGroup.BIAS),
                part(ParameterGroup.CANDIDATE_BIAS));
    }

    private float[] part(final ParameterGroup group) {
        return Arrays.copyOfRange(parameters, group.offset(), group.end());
    }

    /**
     * What a demand weight of 1, decayed to now, is worth in events within a horizon.
     *
     * @param horizonMs between those trained for it is interpolated in the logarithm
     * @param tau index of the time constant
     */
    public double reach(final long horizonMs, final int tau) {
        int above = 0;
        while (above < DemandCurve.HORIZONS && DemandCurve.horizonMs(above) < horizonMs) {
            above++;
        }
        final int high = Math.min(above, DemandCurve.HORIZONS - 1);
        final int low = Math.max(0, above - 1);
        double share = 0;
        if (low != high) {
            final double fromMs = DemandCurve.horizonMs(low);
            share = StrictMath.log(horizonMs / fromMs) / StrictMath.log(DemandCurve.horizonMs(high) / fromMs);
        }
        final double factor = factor(low, tau) + share * (factor(high, tau) - factor(low, tau));
        return factor * DemandCurve.reach(horizonMs, tau);
    }

    private double factor(final int horizon, final int tau) {
        return PositiveLink.of(parameters[ParameterGroup.REACH.offset() + horizon * TimeConstants.COUNT + tau]);
    }
}
