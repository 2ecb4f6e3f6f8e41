package io.ssl4j.eval.knn;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Transforms rows so that every similarity becomes a Euclidean distance: rows are centred and normalised to unit length
 * if the similarity requires it, so that {@code cos(x, y) = (|x|^2 + |y|^2 - |x - y|^2) / 2} with squared lengths that
 * are 1, or 0 for a row of zeros. Then a common point is subtracted from all rows. This changes no distance, and
 * preserves float precision when embeddings are close together, like those of untrained encoders.
 */
final class RowTransform {

    private static final int BLOCK = 4096;

    private final Similarity similarity;
    private final int dimension;
    private final float[] centre;
    private final float[] origin;

    private RowTransform(Similarity similarity, int dimension, float[] centre, float[] origin) {
        this.similarity = similarity;
        this.dimension = dimension;
        this.centre = centre;
        this.origin = origin;
    }

    /** Returns the transform for a bank {@code [n, d]}. */
    static RowTransform of(INDArray bank, Similarity similarity) {
        int d = Math.toIntExact(bank.size(1));
        float[] zero = new float[d];
        RowTransform none = new RowTransform(Similarity.EUCLIDEAN, d, zero, zero);
        float[] centre = similarity == Similarity.CENTERED_COSINE ? none.mean(bank) : zero;
        RowTransform unshifted = new RowTransform(similarity, d, centre, zero);
        return new RowTransform(similarity, d, centre, unshifted.mean(bank));
    }

    /** Transforms rows {@code [from, to)} of features. */
    Rows apply(INDArray features, int from, int to) {
        int n = to - from;
        float[] values = new float[n * dimension];
        features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                .castTo(DataType.FLOAT)
                .dup('c')
                .data()
                .asNioFloat()
                .get(values);
        double[] squaredLengths = new double[n];
        IntStream.range(0, n).parallel().forEach(i -> squaredLengths[i] = applyTo(values, i * dimension));
        return new Rows(n, dimension, values, squaredLengths);
    }

    /** Transforms one row in place and returns its squared length before the origin was subtracted; 0 if Euclidean. */
    private double applyTo(float[] values, int offset) {
        double squared = 0;
        for (int j = 0; j < dimension; j++) {
            values[offset + j] -= centre[j];
            squared += (double) values[offset + j] * values[offset + j];
        }
        boolean unit = similarity != Similarity.EUCLIDEAN && squared > 0;
        double scale = unit ? 1 / Math.sqrt(squared) : 1;
        for (int j = 0; j < dimension; j++) {
            values[offset + j] = (float) (values[offset + j] * scale) - origin[j];
        }
        return unit ? 1 : 0;
    }

    private float[] mean(INDArray features) {
        int n = Math.toIntExact(features.size(0));
        double[] sum = new double[dimension];
        for (int from = 0; from < n; from += BLOCK) {
            Rows rows = apply(features, from, Math.min(n, from + BLOCK));
            float[] values = rows.values();
            for (int i = 0; i < values.length; i += dimension) {
                for (int j = 0; j < dimension; j++) {
                    sum[j] += values[i + j];
                }
            }
        }
        float[] mean = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            mean[j] = (float) (sum[j] / n);
        }
        return mean;
    }

    /**
     * Transformed rows.
     *
     * @param values {@code n * d}, row by row
     * @param squaredLengths the squared length of each row for the cosine formula, 0 if Euclidean
     */
    record Rows(int count, int dimension, float[] values, double[] squaredLengths) {

        /** The squared norm of a stored row. */
        double squaredNorm(int row) {
            double squared = 0;
            for (int j = row * dimension; j < (row + 1) * dimension; j++) {
                squared += (double) values[j] * values[j];
            }
            return squared;
        }
    }
}
