package io.forerun.simd;

/**
 * A rectangle of numbers inside an array: element (row, column) stands at {@code offset + row * rowStride + column * columnStride}.
 *
 * @param values the array, shared
 * @param offset index of the first element
 * @param rows how many
 * @param columns how many
 * @param rowStride from one row to the next
 * @param columnStride from one column to the next
 */
public record Matrix(float[] values, int offset, int rows, int columns, int rowStride, int columnStride) {
    public Matrix {
        final long last = offset + (rows - 1L) * rowStride + (columns - 1L) * columnStride;
        if (rows < 0 || columns < 0 || offset < 0 || rows > 0 && columns > 0 && last >= values.length) {
            throw new IllegalArgumentException("matrix: rows=" + rows + ", columns=" + columns + ", offset=" + offset
                    + ", last=" + last + ", length=" + values.length);
        }
    }

    /** Rows one after another from an offset on. */
    public static Matrix of(final float[] values, final int offset, final int rows, final int columns) {
        return new Matrix(values, offset, rows, columns, columns, 1);
    }

    /** The columns from {@code from} on, as many as told. */
    public Matrix columns(final int from, final int count) {
        return new Matrix(values, offset + from * columnStride, rows, count, rowStride, columnStride);
    }

    /** The same numbers with rows and columns exchanged. */
    public Matrix transposed() {
        return new Matrix(values, offset, columns, rows, columnStride, rowStride);
    }
}
