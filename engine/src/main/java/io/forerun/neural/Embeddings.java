package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.ACTION_EMBEDDING;
import static io.forerun.neural.ParameterGroup.DEVICE_EMBEDDING;
import static io.forerun.neural.ParameterGroup.OBJECT_EMBEDDING;

/** The learned part of an event's inputs: rows of the embeddings side by side, before {@link Features#dense}. */
public final class Embeddings {
    /** Where the object's row begins among an event's inputs. */
    public static final int OBJECT_AT = Features.ACTION_WIDTH;
    /** Where the device's row begins. */
    public static final int DEVICE_AT = OBJECT_AT + Features.OBJECT_WIDTH;

    private static final int ACTIONS = ACTION_EMBEDDING.offset();
    private static final int OBJECTS = OBJECT_EMBEDDING.offset();
    private static final int DEVICES = DEVICE_EMBEDDING.offset();

    private Embeddings() {}

    /** Writes the inputs of one event. */
    public static void write(
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
}
