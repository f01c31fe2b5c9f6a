package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.ACTION_EMBEDDING;
import static io.forerun.neural.ParameterGroup.DEVICE_EMBEDDING;
import static io.forerun.neural.ParameterGroup.OBJECT_EMBEDDING;

/** Inputs of a batch: rows of the embeddings side by side with {@link Features#dense}, and the way back for their gradients. */
final class Embeddings {
    private static final int OBJECT_AT = Features.ACTION_WIDTH;
    private static final int DEVICE_AT = OBJECT_AT + Features.OBJECT_WIDTH;
    private static final int ACTIONS = ACTION_EMBEDDING.offset();
    private static final int OBJECTS = OBJECT_EMBEDDING.offset();
    private static final int DEVICES = DEVICE_EMBEDDING.offset();

    private Embeddings() {}

    /** Writes the inputs of one event. */
    static void write(
            final float[] parameters,
            final int action,
            final int object,
            final int device,
            final float[] out,
            final int at) {
        copy(parameters, ACTIONS, action, Features.ACTION_WIDTH, out, at);
        copy(parameters, OBJECTS, object, Features.OBJECT_WIDTH, out, at + OBJECT_AT);
        copy(parameters, DEVICES, device, Features.DEVICE_WIDTH, out, at + DEVICE_AT);
    }

    private static void copy(
            final float[] parameters,
            final int table,
            final int row,
            final int width,
            final float[] out,
            final int at) {
        System.arraycopy(parameters, table + row * width, out, at, width);
    }

    /** Inputs of all rows of a batch. */
    static void forward(final float[] parameters, final EventSequences events, final Batch batch, final float[] out) {
        for (int row = 0; row < batch.rows; row++) {
            final int event = batch.event[row];
            final int first = batch.userBegin[row];
            final int at = row * Features.INPUTS;
            write(parameters, events.action(event), events.object()[event], events.device(event), out, at);
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
            add(slope, at, Features.ACTION_WIDTH, gradient, ACTIONS, events.action(event));
            add(slope, at + OBJECT_AT, Features.OBJECT_WIDTH, gradient, OBJECTS, events.object()[event]);
            add(slope, at + DEVICE_AT, Features.DEVICE_WIDTH, gradient, DEVICES, events.device(event));
        }
    }

    private static void add(
            final float[] slope,
            final int at,
            final int width,
            final float[] gradient,
            final int table,
            final int row) {
        for (int index = 0; index < width; index++) {
            gradient[table + row * width + index] += slope[at + index];
        }
    }
}
