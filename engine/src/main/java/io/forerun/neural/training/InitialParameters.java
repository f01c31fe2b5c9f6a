package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.ACTION_EMBEDDING;
import static io.forerun.neural.ParameterGroup.BIAS;
import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.INPUT;
import static io.forerun.neural.ParameterGroup.NEXT_ACTION;
import static io.forerun.neural.ParameterGroup.RATES;
import static io.forerun.neural.ParameterGroup.RECURRENT;

import io.forerun.neural.ParameterGroup;

/**
 * Parameters before training. Heads promise the pooled rates whatever the state; update gates lean towards keeping, by amounts
 * that differ, so that the state begins with memories of different lengths.
 */
final class InitialParameters {
    private InitialParameters() {}

    static float[] of(final long seed) {
        final float[] parameters = new float[ParameterGroup.TOTAL];
        fill(parameters, INPUT, INPUT.rows, .25f, seed);
        fill(parameters, RECURRENT, RECURRENT.rows, .18f, seed + 1);
        fill(parameters, ACTION_EMBEDDING, ACTION_EMBEDDING.rows, .1f, seed + 2);
        fill(parameters, RATES, HIDDEN, .01f, seed + 3);
        fill(parameters, NEXT_ACTION, HIDDEN, .01f, seed + 4);
        for (int unit = 0; unit < HIDDEN; unit++) {
            parameters[BIAS.offset() + HIDDEN + unit] = 4f * unit / HIDDEN;
        }
        return parameters;
    }

    /** Evenly between minus and plus a bound. */
    private static void fill(
            final float[] parameters, final ParameterGroup group, final int rows, final float bound, final long seed) {
        for (int index = 0; index < rows * group.columns; index++) {
            parameters[group.offset() + index] = (float) (2 * Mixer.unit(Mixer.mix(seed, index)) - 1) * bound;
        }
    }
}
