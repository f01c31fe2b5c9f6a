package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.ACTION_EMBEDDING;
import static io.forerun.neural.ParameterGroup.DEVICE_EMBEDDING;
import static io.forerun.neural.ParameterGroup.OBJECT_EMBEDDING;

import io.forerun.neural.Embeddings;
import io.forerun.neural.Features;
import io.forerun.neural.ParameterGroup;

/** Inputs of a batch, embeddings side by side with {@link Features#dense}, and the way back for their gradients. */
final class EmbeddingPass {
    private EmbeddingPass() {}

    /** Inputs of all rows of a batch. */
    static void forward(final float[] parameters, final EventSequences events, final Batch batch, final float[] out) {
        for (int row = 0; row < batch.rows; row++) {
            final int event = batch.event[row];
            final int first = batch.userBegin[row];
            final int at = row * Features.INPUTS;
            Embeddings.write(parameters, events.action(event), events.object()[event], events.device(event), out, at);
            final long timeMs = events.timeMs()[event];
            Features.dense(
                    timeMs,
                    event == first ? Features.FIRST : timeMs - events.timeMs()[event - 1],
                    event - first + 1,
                    events.cost()[event],
                    out,
                    at);
        }
    }

    /** Adds the gradient by inputs to that of the embeddings. */
    static void backward(final EventSequences events, final Batch batch, final float[] slope, final float[] gradient) {
        for (int row = 0; row < batch.rows; row++) {
            final int event = batch.event[row];
            final int at = row * Features.INPUTS;
            add(slope, at, Features.ACTION_WIDTH, gradient, ACTION_EMBEDDING, events.action(event));
            add(
                    slope,
                    at + Embeddings.OBJECT_AT,
                    Features.OBJECT_WIDTH,
                    gradient,
                    OBJECT_EMBEDDING,
                    events.object()[event]);
            add(
                    slope,
                    at + Embeddings.DEVICE_AT,
                    Features.DEVICE_WIDTH,
                    gradient,
                    DEVICE_EMBEDDING,
                    events.device(event));
        }
    }

    private static void add(
            final float[] slope,
            final int at,
            final int width,
            final float[] gradient,
            final ParameterGroup table,
            final int row) {
        for (int index = 0; index < width; index++) {
            gradient[table.offset() + row * width + index] += slope[at + index];
        }
    }
}
