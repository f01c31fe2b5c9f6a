package io.forerun.perf;

import io.forerun.neural.GruWeights;
import java.util.SplittableRandom;

/**
 * Random weights and one batch of events for a gated recurrent unit, as plain arrays that any implementation can take.
 *
 * @param hidden numbers of a state, H; events have as many features
 * @param batch events of a step, B
 * @param input W, [H][3H], gates in the order reset, update, candidate
 * @param recurrent U, [H][3H]
 * @param bias b, [3H]
 * @param candidateBias c, [H], inside the reset gate's product
 * @param x features, [B][H]
 * @param states codes of states, [B][H], a code of 32,767 is 1
 */
record GruProblem(
        int hidden,
        int batch,
        float[] input,
        float[] recurrent,
        float[] bias,
        float[] candidateBias,
        float[] x,
        short[] states) {
    static GruProblem of(final long seed, final int hidden, final int batch) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double spread = 1.5 / Math.sqrt(hidden);
        final short[] states = new short[batch * hidden];
        for (int index = 0; index < states.length; index++) {
            states[index] = (short) random.nextInt(-Short.MAX_VALUE, Short.MAX_VALUE + 1);
        }
        return new GruProblem(
                hidden,
                batch,
                gaussian(random, hidden * 3 * hidden, spread),
                gaussian(random, hidden * 3 * hidden, spread),
                gaussian(random, 3 * hidden, .5),
                gaussian(random, hidden, .5),
                gaussian(random, batch * hidden, 1),
                states);
    }

    private static float[] gaussian(final SplittableRandom random, final int length, final double deviation) {
        final float[] values = new float[length];
        for (int index = 0; index < length; index++) {
            values[index] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    GruWeights weights() {
        return GruWeights.of(hidden, hidden, input, recurrent, bias, candidateBias);
    }

    /** States as numbers, [B][H]. */
    float[] stateValues() {
        final float[] values = new float[states.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = states[index] / (float) Short.MAX_VALUE;
        }
        return values;
    }

    /** Multiplications and additions of an event's matrix products: what is useful; activations and padding are not counted. */
    double operations() {
        return 2.0 * 2 * hidden * 3 * hidden;
    }
}
