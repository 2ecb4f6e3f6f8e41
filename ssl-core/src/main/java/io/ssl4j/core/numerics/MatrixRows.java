package io.ssl4j.core.numerics;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Row-wise reading and writing of a dense matrix, in double whatever its type, for numerics written as fused loops over
 * rows instead of a chain of array operations.
 */
public final class MatrixRows {

    private final INDArray array;
    private final DataBuffer buffer;
    private final int rows;
    private final int columns;
    private final long rowStride;
    private final long columnStride;

    private MatrixRows(INDArray array) {
        this.array = array;
        this.buffer = array.data();
        this.rows = Math.toIntExact(array.size(0));
        this.columns = Math.toIntExact(array.size(1));
        this.rowStride = array.stride(0);
        this.columnStride = array.stride(1);
    }

    /**
     * Accesses a matrix in any memory order, including a view, without copying it.
     *
     * @param matrix {@code [rows, columns]}, float or double
     */
    public static MatrixRows of(INDArray matrix) {
        return new MatrixRows(matrix);
    }

    /** Makes a new detached, row-major matrix of zeros. */
    public static MatrixRows zeros(DataType type, long rows, long columns) {
        return new MatrixRows(Detached.create(() -> Nd4j.create(type, new long[] {rows, columns}, 'c')));
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The length of a row. */
    public int columns() {
        return columns;
    }

    /** The matrix, live. */
    public INDArray array() {
        return array;
    }

    /** Reads a row into the first {@link #columns()} entries. */
    public void read(int row, double[] into) {
        long start = row * rowStride;
        for (int j = 0; j < columns; j++) {
            into[j] = buffer.getDouble(start + j * columnStride);
        }
    }

    /** Writes a row from the first {@link #columns()} entries. */
    public void write(int row, double[] from) {
        long start = row * rowStride;
        for (int j = 0; j < columns; j++) {
            buffer.put(start + j * columnStride, from[j]);
        }
    }
}
