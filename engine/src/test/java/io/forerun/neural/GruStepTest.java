package io.forerun.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forerun.simd.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A step against the formulas in doubles, and against itself in other kernels and batches. */
class GruStepTest {
    private static final int CAPACITY = 130;

    private final SplittableRandom random = new SplittableRandom(11);

    private static void fill(final SplittableRandom random, final float[] values, final double deviation) {
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (deviation * random.nextGaussian());
        }
    }

    static GruWeights weights(final SplittableRandom random, final int inputs, final int hidden) {
        final float[] input = new float[inputs * 3 * hidden];
        final float[] recurrent = new float[hidden * 3 * hidden];
        final float[] bias = new float[3 * hidden];
        final float[] candidateBias = new float[hidden];
        for (final float[] part : new float[][] {input, recurrent, bias, candidateBias}) {
            fill(random, part, .3);
        }
        return GruWeights.of(inputs, hidden, input, recurrent, bias, candidateBias);
    }

    /** The formulas, one state. */
    static double[] expected(final GruWeights weights, final float[] x, final int at, final double[] h) {
        final int hidden = weights.hidden();
        final double[] next = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            final double[] fromInput = new double[3];
            final double[] fromState = new double[3];
            for (int gate = 0; gate < 3; gate++) {
                for (int k = 0; k < weights.inputs(); k++) {
                    fromInput[gate] += (double) x[at + k] * weights.input()[(k * 3 + gate) * hidden + j];
                }
                for (int k = 0; k < hidden; k++) {
                    fromState[gate] += h[k] * weights.recurrent()[(k * 3 + gate) * hidden + j];
                }
                fromInput[gate] += weights.bias()[gate * hidden + j];
            }
            final double reset = 1 / (1 + Math.exp(-fromInput[0] - fromState[0]));
            final double update = 1 / (1 + Math.exp(-fromInput[1] - fromState[1]));
            final double candidate = Math.tanh(fromInput[2] + reset * (fromState[2] + weights.candidateBias()[j]));
            next[j] = (1 - update) * candidate + update * h[j];
        }
        return next;
    }

    @Test
    void shouldFollowTheFormulas() {
        for (final int hidden : new int[] {3, 32, 64}) {
            final GruWeights weights = weights(random, 8, hidden);
            final GruStep step = new GruStep(weights, Kernels.preferred(), CAPACITY);
            final short[] states = new short[CAPACITY * hidden];
            for (int event = 0; event < 5; event++) {
                fill(random, step.slots(), 1);
                final short[] before = states.clone();
                step.step(states, 1, CAPACITY - 1);
                for (int slot = 1; slot < CAPACITY; slot++) {
                    final double[] h = new double[hidden];
                    for (int j = 0; j < hidden; j++) {
                        h[j] = before[slot * hidden + j] / 32_767.0;
                    }
                    final double[] next = expected(weights, step.slots(), step.inputsAt(slot), h);
                    for (int j = 0; j < hidden; j++) {
                        assertEquals(next[j], states[slot * hidden + j] / 32_767.0, 2.5e-5); // Rounding alone: 1.5e-5.
                        assertEquals(states[slot * hidden + j] / 32_767f, step.slots()[step.stateAt(slot) + j], 1e-7f);
                    }
                }
            }
        }
    }

    @Test
    void shouldGiveTheSameBitsInAnyBatchAndKernel() {
        final int hidden = 32;
        final GruWeights weights = weights(random, 32, hidden);
        final GruStep whole = new GruStep(weights, Kernels.vector(), CAPACITY);
        final GruStep parts = new GruStep(weights, Kernels.vector(), CAPACITY);
        final GruStep scalar = new GruStep(weights, Kernels.scalar(), CAPACITY);
        final short[] states = new short[CAPACITY * hidden];
        final short[] partStates = states.clone();
        final short[] scalarStates = states.clone();
        for (int event = 0; event < 20; event++) {
            fill(random, whole.slots(), 1);
            System.arraycopy(whole.slots(), 0, parts.slots(), 0, parts.slots().length);
            System.arraycopy(whole.slots(), 0, scalar.slots(), 0, scalar.slots().length);
            whole.step(states, 0, CAPACITY);
            for (int slot = 0; slot < CAPACITY; ) {
                final int count = Math.min(CAPACITY - slot, random.nextInt(1, 9));
                parts.step(partStates, slot, count);
                slot += count;
            }
            scalar.step(scalarStates, 0, CAPACITY);
            assertArrayEquals(states, partStates);
            assertArrayEquals(states, scalarStates);
            assertArrayEquals(whole.slots(), scalar.slots());
        }
    }
}
