package io.forerun.neural.training;

import static io.forerun.neural.ParameterGroup.BIAS;
import static io.forerun.neural.ParameterGroup.CANDIDATE_BIAS;
import static io.forerun.neural.ParameterGroup.HIDDEN;
import static io.forerun.neural.ParameterGroup.INPUT;
import static io.forerun.neural.ParameterGroup.RECURRENT;

import io.forerun.neural.Features;
import io.forerun.neural.LinearHead;
import io.forerun.neural.ParameterGroup;
import io.forerun.simd.Activation;
import io.forerun.simd.Matrix;
import io.forerun.simd.Products;
import java.util.Arrays;

/**
 * The cell unrolled over a batch, forwards and backwards. Each gate has a block of its own, [row][H], so that the loops between
 * the products run over long stretches. Not thread safe.
 */
final class CellPass {
    private static final int GATES = 3;

    private final Products products;

    /** Inputs, and states before and after each event, [row][H]. */
    final float[] x;

    private final float[] before;
    final float[] state;

    /** Gradients by state, filled by the heads, and by input. */
    final float[] stateSlope;

    final float[] xSlope;

    /** Reset gate, update gate, candidate. */
    private final float[][] gate = new float[GATES][];

    private final float[][] gateSlope = new float[GATES][];

    /** Recurrent part of the candidate. */
    private final float[] recall;

    private final float[] recallSlope;
    private final float[] turnedInput = new float[INPUT.length()];
    private final float[] turnedRecurrent = new float[RECURRENT.length()];

    CellPass(final int rows, final Products products) {
        this.products = products;
        x = new float[rows * Features.INPUTS];
        xSlope = new float[rows * Features.INPUTS];
        before = new float[rows * HIDDEN];
        state = new float[rows * HIDDEN];
        stateSlope = new float[rows * HIDDEN];
        recall = new float[rows * HIDDEN];
        recallSlope = new float[rows * HIDDEN];
        for (int index = 0; index < GATES; index++) {
            gate[index] = new float[rows * HIDDEN];
            gateSlope[index] = new float[rows * HIDDEN];
        }
    }

    private static Matrix rows(final float[] values, final int from, final int count) {
        return Matrix.of(values, from * HIDDEN, count, HIDDEN);
    }

    /** From inputs and the batch's initial states to states. */
    void forward(final float[] parameters, final Batch batch) {
        final int rows = batch.rows;
        for (int index = 0; index < GATES; index++) {
            repeat(parameters, BIAS.offset() + index * HIDDEN, gate[index], rows);
            products.add(
                    rows(x, 0, rows), INPUT.in(parameters).columns(index * HIDDEN, HIDDEN), rows(gate[index], 0, rows));
        }
        repeat(parameters, CANDIDATE_BIAS.offset(), recall, rows);
        final Matrix recurrent = RECURRENT.in(parameters);
        for (int step = 0; step < batch.steps; step++) {
            final int from = batch.rowFrom[step];
            final int count = batch.active(step);
            System.arraycopy(
                    step == 0 ? batch.initial : state,
                    step == 0 ? 0 : batch.rowFrom[step - 1] * HIDDEN,
                    before,
                    from * HIDDEN,
                    count * HIDDEN);
            final Matrix old = rows(before, from, count);
            products.add(old, recurrent.columns(0, HIDDEN), rows(gate[0], from, count));
            products.add(old, recurrent.columns(HIDDEN, HIDDEN), rows(gate[1], from, count));
            products.add(old, recurrent.columns(2 * HIDDEN, HIDDEN), rows(recall, from, count));
            advance(from * HIDDEN, (from + count) * HIDDEN);
        }
    }

    private static void repeat(final float[] parameters, final int offset, final float[] out, final int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, offset, out, row * HIDDEN, HIDDEN);
        }
    }

    private void advance(final int from, final int to) {
        final float[] reset = gate[0];
        final float[] update = gate[1];
        final float[] candidate = gate[2];
        for (int index = from; index < to; index++) {
            reset[index] = Activation.sigmoid(reset[index]);
            update[index] = Activation.sigmoid(update[index]);
        }
        for (int index = from; index < to; index++) {
            candidate[index] = Activation.tanh(Math.fma(reset[index], recall[index], candidate[index]));
        }
        for (int index = from; index < to; index++) {
            state[index] = Math.fma(update[index], before[index] - candidate[index], candidate[index]);
        }
    }

    /** From {@link #stateSlope} to the gradient by weights, which is added, and to {@link #xSlope}, which is set. */
    void backward(final float[] parameters, final Batch batch, final float[] gradient) {
        turn(INPUT, parameters, turnedInput);
        turn(RECURRENT, parameters, turnedRecurrent);
        for (int step = batch.steps - 1; step >= 0; step--) {
            final int from = batch.rowFrom[step];
            final int count = batch.active(step);
            retreat(from * HIDDEN, (from + count) * HIDDEN);
            if (step > 0) {
                final int earlier = batch.rowFrom[step - 1];
                carry(from * HIDDEN, earlier * HIDDEN, count * HIDDEN);
                for (int index = 0; index < GATES; index++) {
                    products.add(
                            rows(index == 2 ? recallSlope : gateSlope[index], from, count),
                            Matrix.of(turnedRecurrent, index * HIDDEN * HIDDEN, HIDDEN, HIDDEN),
                            rows(stateSlope, earlier, count));
                }
            }
        }
        collect(batch.rows, gradient);
    }

    private static void turn(final ParameterGroup group, final float[] parameters, final float[] out) {
        for (int column = 0; column < group.columns; column++) {
            for (int row = 0; row < group.rows; row++) {
                out[column * group.rows + row] = parameters[group.offset() + row * group.columns + column];
            }
        }
    }

    private void retreat(final int from, final int to) {
        final float[] reset = gate[0];
        final float[] update = gate[1];
        final float[] candidate = gate[2];
        for (int index = from; index < to; index++) {
            final float z = update[index];
            final float n = candidate[index];
            final float slope = stateSlope[index];
            gateSlope[1][index] = slope * (before[index] - n) * z * (1 - z);
            gateSlope[2][index] = slope * (1 - z) * (1 - n * n);
        }
        final float[] inner = gateSlope[2];
        final float[] outer = gateSlope[0];
        for (int index = from; index < to; index++) {
            final float r = reset[index];
            recallSlope[index] = inner[index] * r;
            outer[index] = inner[index] * recall[index] * r * (1 - r);
        }
    }

    private void carry(final int from, final int earlier, final int count) {
        final float[] update = gate[1];
        for (int index = 0; index < count; index++) {
            stateSlope[earlier + index] += stateSlope[from + index] * update[from + index];
        }
    }

    private void collect(final int rows, final float[] gradient) {
        final Matrix inputs = rows(x, 0, rows).transposed();
        final Matrix states = rows(before, 0, rows).transposed();
        Arrays.fill(xSlope, 0, rows * Features.INPUTS, 0);
        for (int index = 0; index < GATES; index++) {
            final Matrix slope = rows(gateSlope[index], 0, rows);
            products.add(inputs, slope, INPUT.in(gradient).columns(index * HIDDEN, HIDDEN));
            products.add(
                    states,
                    index == 2 ? rows(recallSlope, 0, rows) : slope,
                    RECURRENT.in(gradient).columns(index * HIDDEN, HIDDEN));
            LinearHead.addRows(gateSlope[index], rows, HIDDEN, gradient, BIAS.offset() + index * HIDDEN);
            products.add(
                    slope,
                    Matrix.of(turnedInput, index * HIDDEN * Features.INPUTS, HIDDEN, Features.INPUTS),
                    rows(xSlope, 0, rows));
        }
        LinearHead.addRows(recallSlope, rows, HIDDEN, gradient, CANDIDATE_BIAS.offset());
    }
}
