package io.forerun.neural;

/**
 * A trained model: parameters, and the rates its heads are factors of. Immutable, any thread.
 */
public final class NeuralModel {
    final float[] parameters;
    final float[] scale;
    final int actions;

    NeuralModel(final float[] parameters, final float[] scale, final int actions) {
        this.parameters = parameters;
        this.scale = scale;
        this.actions = actions;
    }
}
