package io.forerun.neural.training;

import io.forerun.neural.ParameterGroup;
import io.forerun.simd.Products;
import java.util.Arrays;

/**
 * One worker's share of a step: a batch, its losses, its gradient. A pure function of its arguments, so that workers may run
 * side by side and the sum of their gradients does not depend on which of them came first. Not thread safe.
 */
final class TrainingPass {
    final Batch batch;
    final Losses losses = new Losses();
    final float[] gradient = new float[ParameterGroup.TOTAL];

    private final CellPass cell;
    private final HeadsPass heads;

    TrainingPass(final int rows, final int actions, final Products products) {
        batch = new Batch(rows);
        cell = new CellPass(rows, products);
        heads = new HeadsPass(rows, actions, products);
    }

    /** Sums losses of the batch and, where {@code learns}, their gradient; both are set, not added to. */
    void run(final float[] parameters, final HeadsPass.Task task, final boolean learns) {
        losses.clear();
        if (learns) {
            Arrays.fill(gradient, 0);
        }
        EmbeddingPass.forward(parameters, task.events(), batch, cell.x);
        cell.forward(parameters, batch);
        heads.run(parameters, task, batch, cell.state, losses, cell.stateSlope, learns ? gradient : null);
        if (learns) {
            cell.backward(parameters, batch, gradient);
            EmbeddingPass.backward(task.events(), batch, cell.xSlope, gradient);
        }
    }

    /** Hands on the states in which the batch's segments ended. */
    void store(final Segments segments) {
        batch.store(segments, cell.state);
    }
}
