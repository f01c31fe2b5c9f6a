package io.forerun.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Models that were never trained, but whose states and weights differ from event to event. */
public final class RandomModel {
    private RandomModel() {}

    /** A model for a seed. */
    public static NeuralModel of(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] parameters = new float[ParameterGroup.TOTAL];
        for (int index = 0; index < parameters.length; index++) {
            parameters[index] = (float) random.nextDouble(-.4, .4);
        }
        final float[] scale = new float[ParameterGroup.RATES.columns];
        for (int index = 0; index < scale.length; index++) {
            scale[index] = (float) random.nextDouble(1e-3, .5);
        }
        return new NeuralModel(parameters, scale, 7, new TrainingSpan(1, 2, 3, 4));
    }

    /** One under which users come about every five minutes, some sooner and some later: whether a stretch is announced differs. */
    public static NeuralModel ofEagerUsers(final long seed) {
        final float[] scale = new float[ParameterGroup.RATES.columns];
        Arrays.fill(scale, 1f / DueStretches.STRETCH_S);
        return new NeuralModel(of(seed).parameters(), scale, 7, new TrainingSpan(1, 2, 3, 4));
    }
}
