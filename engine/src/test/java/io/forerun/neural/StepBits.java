package io.forerun.neural;

import io.forerun.simd.Kernels;
import io.forerun.state.Digest;
import java.util.SplittableRandom;

/** Runs steps of several sizes and folds all states: the same number for any kernels. Also a program, for other widths. */
final class StepBits {
    private static final int CAPACITY = 70;

    private StepBits() {}

    static long digest(final Kernels kernels) {
        final Digest digest = new Digest();
        final SplittableRandom random = new SplittableRandom(13);
        for (final int hidden : new int[] {7, 20, 32, 64}) {
            final GruStep step = new GruStep(GruStepTest.weights(random, 9, hidden), kernels, CAPACITY);
            final short[] states = new short[CAPACITY * hidden];
            for (int event = 0; event < 30; event++) {
                for (int slot = 0; slot < CAPACITY; slot++) {
                    for (int k = 0; k < 9; k++) {
                        step.slots()[step.inputsAt(slot) + k] = (float) random.nextGaussian();
                    }
                }
                step.step(states, event, CAPACITY - event);
                for (final short code : states) {
                    digest.add(code);
                }
                digest.add(step.slots());
            }
        }
        return digest.value();
    }

    /** Prints the digest of vectors. */
    public static void main(final String[] arguments) {
        System.out.println("bits " + digest(Kernels.vector()));
    }
}
