package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.RATES;

import io.forerun.simd.Kernels;
import io.forerun.simd.PackedMatrix;

/**
 * The heads of rates over many states: the weights a of demand by time constant ({@link DemandCurve}), and the rates of the next event
 * by bin of {@link HazardBins}, which the same product gives. The same bits whatever states are taken together. One thread; no
 * allocation.
 */
final class RateHeads {
    /** Columns of the product, which the two heads fill: kernels go by panels of 32. */
    private static final int COLUMNS = RATES.columns;

    private final Kernels kernels;
    private final PackedMatrix matrix;
    private final float[] scale;
    private final float[] outputs;

    /** The heads of a model, for so many states at a time. */
    RateHeads(final NeuralModel model, final Kernels kernels, final int capacity) {
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
        System.arraycopy(model.parameters(), RATES.offset() + row * RATES.columns, to, at, COLUMNS);
    }

    /** Takes states that lie {@code stride} apart from {@code from} on. */
    void run(final float[] states, final int from, final int stride, final int count) {
        kernels.multiply(matrix, states, from, stride, count, outputs, 0, COLUMNS);
    }

    /** Weight of a state taken last, events, 0 and up. */
    float weight(final int state, final int tau) {
        return rate(state, tau);
    }

    /** Rates of the next event of a state taken last, per second, by bin. */
    void hazard(final int state, final float[] out) {
        for (int bin = 0; bin < HazardBins.COUNT; bin++) {
            out[bin] = rate(state, TimeConstants.COUNT + bin);
        }
    }

    private float rate(final int state, final int column) {
        return scale[column] * PositiveLink.of(outputs[state * COLUMNS + column]);
    }
}
