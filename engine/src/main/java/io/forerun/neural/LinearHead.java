package io.forerun.neural;

import static io.forerun.neural.ParameterGroup.HIDDEN;

import io.forerun.simd.Matrix;
import io.forerun.simd.Products;

/** The first columns of a group of parameters, applied to states: {@code out = state W + bias}, and back. Not thread safe. */
public final class LinearHead {
    private final ParameterGroup group;
    private final int columns;
    private final Products products;
    private final float[] turned;

    /** The first {@code columns} of a group. */
    public LinearHead(final ParameterGroup group, final int columns, final Products products) {
        this.group = group;
        this.columns = columns;
        this.products = products;
        turned = new float[columns * HIDDEN];
    }

    private int biasOffset() {
        return group.offset() + HIDDEN * group.columns;
    }

    private Matrix weights(final float[] parameters) {
        return new Matrix(parameters, group.offset(), HIDDEN, columns, group.columns, 1);
    }

    /** Computes outputs of rows of states. */
    public void forward(final float[] parameters, final float[] state, final float[] out, final int rows) {
        final int bias = biasOffset();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, bias, out, row * columns, columns);
        }
        products.add(Matrix.of(state, 0, rows, HIDDEN), weights(parameters), Matrix.of(out, 0, rows, columns));
    }

    /** Adds to the gradients by state and by parameters. */
    public void backward(
            final float[] parameters,
            final float[] state,
            final float[] slope,
            final float[] stateSlope,
            final float[] gradient,
            final int rows) {
        final int from = group.offset();
        for (int row = 0; row < HIDDEN; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * HIDDEN + row] = parameters[from + row * group.columns + column];
            }
        }
        final Matrix slopes = Matrix.of(slope, 0, rows, columns);
        products.add(slopes, Matrix.of(turned, 0, columns, HIDDEN), Matrix.of(stateSlope, 0, rows, HIDDEN));
        products.add(Matrix.of(state, 0, rows, HIDDEN).transposed(), slopes, weights(gradient));
        addRows(slope, rows, columns, gradient, biasOffset());
    }

    /** Sums of columns. */
    public static void addRows(
            final float[] values, final int rows, final int columns, final float[] out, final int offset) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                out[offset + column] += values[row * columns + column];
            }
        }
    }
}
