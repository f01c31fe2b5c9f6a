package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.RATES;

import io.forerun.simd.Kernels;
import io.forerun.simd.PackedMatrix;

/**
 * The demand head over many states: the weights a by time constant ({@link DemandCurve}). The same bits whatever states are taken
 * together. One thread; no allocation.
 */
final class DemandHead {
    /** Columns of the product: the five of the head and unused ones, since kernels go by panels of 32. */
    private static final int COLUMNS = 32;

    private final Kernels kernels;
    private final PackedMatrix matrix;
    private final float[] scale;
    private final float[] outputs;

    /** The head of a model, for so many states at a time. */
    DemandHead(final NeuralModel model, final Kernels kernels, final int capacity) {
        this.kernels = kernels;
        scale = model.scale();
        final float[] rows = new float[HIDDEN * COLUMNS];
        final float[] bias = new float[COLUMNS];
        for (int row = 0; row < HIDDEN; row++) {
            copy(model, row, rows, row * COLUMNS);
        }
        copy(model, HIDDEN, bias, 0);
        matrix = PackedMatrix.of(rows, bias);
        outputs = new float[capacity * COLUMNS];
    }

    private static void copy(final NeuralModel model, final int row, final float[] to, final int at) {
        System.arraycopy(model.parameters(), RATES.offset() + row * RATES.columns, to, at, TimeConstants.COUNT);
    }

    /** Takes states that lie {@code stride} apart from {@code from} on. */
    void run(final float[] states, final int from, final int stride, final int count) {
        kernels.multiply(matrix, states, from, stride, count, outputs, 0, COLUMNS);
    }

    /** Weight of a state taken last, events, 0 and up. */
    float weight(final int state, final int tau) {
        return scale[tau] * PositiveLink.of(outputs[state * COLUMNS + tau]);
    }
}
