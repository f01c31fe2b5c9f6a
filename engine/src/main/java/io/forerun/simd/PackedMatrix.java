package io.forerun.simd;

/**
 * A matrix with a bias, laid out for {@link Kernels#multiply}: once row by row, and once in panels of 32 columns, each panel row
 * by row, so that a kernel which walks down a few columns reads memory in order. Immutable, any thread.
 */
public final class PackedMatrix {
    /** Columns of a panel: two vectors of the widest kind. */
    static final int PANEL = 32;

    final int depth;
    final int columns;
    final float[] rows;
    final float[] panels;
    final float[] bias;

    private PackedMatrix(final int depth, final int columns, final float[] rows, final float[] bias) {
        this.depth = depth;
        this.columns = columns;
        this.rows = rows;
        this.bias = bias;
        this.panels = new float[columns / PANEL * PANEL * depth];
        for (int column = 0; column < columns / PANEL * PANEL; column++) {
            final int panel = column / PANEL * PANEL * depth;
            for (int row = 0; row < depth; row++) {
                panels[panel + row * PANEL + column % PANEL] = rows[row * columns + column];
            }
        }
    }

    /**
     * Packs copies of these arrays.
     *
     * @param rows [depth][columns], one row for each input
     * @param bias [columns]
     * @throws IllegalArgumentException if rows are not a whole number of columns
     */
    public static PackedMatrix of(final float[] rows, final float[] bias) {
        final int columns = bias.length;
        if (columns == 0 || rows.length % columns != 0) {
            throw new IllegalArgumentException("matrix: length=" + rows.length + ", columns=" + columns);
        }
        return new PackedMatrix(rows.length / columns, columns, rows.clone(), bias.clone());
    }

    /** Inputs. */
    public int depth() {
        return depth;
    }

    /** Outputs. */
    public int columns() {
        return columns;
    }
}
