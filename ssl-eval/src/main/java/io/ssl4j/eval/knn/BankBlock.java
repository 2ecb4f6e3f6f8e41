package io.ssl4j.eval.knn;

import io.ssl4j.eval.knn.RowTransform.Rows;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Consecutive transformed rows of a bank: in off-heap memory, for the matrix product. */
final class BankBlock {

    private final int firstRow;
    private final int count;
    private final int dimension;
    private final INDArray array;
    private final FloatBuffer buffer;
    private final double[] squaredLengths;
    private final float[] offsets;
    private double largestNorm;
    private double largestOffset;

    BankBlock(int firstRow, Rows rows) {
        this.firstRow = firstRow;
        this.count = rows.count();
        this.dimension = rows.dimension();
        this.array = Nd4j.create(rows.values(), new long[] {count, dimension}, 'c');
        this.buffer = array.data().asNioFloat();
        this.squaredLengths = rows.squaredLengths();
        this.offsets = new float[count];
        for (int i = 0; i < count; i++) {
            double squaredNorm = rows.squaredNorm(i);
            offsets[i] = (float) ((squaredLengths[i] - squaredNorm) / 2);
            largestNorm = Math.max(largestNorm, Math.sqrt(squaredNorm));
            largestOffset = Math.max(largestOffset, Math.abs(offsets[i]));
        }
    }

    int firstRow() {
        return firstRow;
    }

    int count() {
        return count;
    }

    /** {@code [count, d]}. */
    INDArray array() {
        return array;
    }

    /** The largest norm of the stored rows. */
    double largestNorm() {
        return largestNorm;
    }

    /** The largest absolute value of {@link #offsets()}. */
    double largestOffset() {
        return largestOffset;
    }

    /** The offsets to add to each row's product with a query, so that a larger score means a nearer row. */
    float[] offsets() {
        return offsets;
    }

    /**
     * Computes the exact score of a row of this block: half of (squared length of the row - squared distance to the
     * query), in double, always summed in the same order, in four independent accumulators.
     *
     * @param row the index within this block
     * @param query a transformed query
     * @param scratch an array of d floats, overwritten
     */
    double score(int row, float[] query, float[] scratch) {
        buffer.get(row * dimension, scratch);
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = 0;
        for (; j + 4 <= dimension; j += 4) {
            sum0 += square((double) query[j] - scratch[j]);
            sum1 += square((double) query[j + 1] - scratch[j + 1]);
            sum2 += square((double) query[j + 2] - scratch[j + 2]);
            sum3 += square((double) query[j + 3] - scratch[j + 3]);
        }
        for (; j < dimension; j++) {
            sum0 += square((double) query[j] - scratch[j]);
        }
        double squaredDistance = (sum0 + sum1) + (sum2 + sum3);
        return (squaredLengths[row] - squaredDistance) / 2;
    }

    private static double square(double x) {
        return x * x;
    }
}
