package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes soft assignments of samples to prototypes that use all prototypes equally: Cuturi 2013, arXiv:1306.0895, as
 * used in SwAV (Caron et al. 2020, arXiv:2006.09882, section 3.1).
 *
 * <p>{@code Q = exp(scores / epsilon)}, then each prototype's column and each sample's row are scaled in turn to their
 * share of the total. Everything is computed with logarithms, so that no score overflows.
 *
 * @param epsilon strength of the smoothing, above 0
 * @param iterations the number of times that columns and rows are scaled, at least 1
 */
public record SinkhornKnopp(double epsilon, int iterations) {

    public SinkhornKnopp {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    "epsilon must be finite and above 0, got " + epsilon + "; the paper has 0.05");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("Sinkhorn-Knopp needs at least 1 iteration, got " + iterations);
        }
    }

    public SinkhornKnopp withEpsilon(double newEpsilon) {
        return new SinkhornKnopp(newEpsilon, iterations);
    }

    public SinkhornKnopp withIterations(int newIterations) {
        return new SinkhornKnopp(epsilon, newIterations);
    }

    /**
     * Returns the assignments.
     *
     * @param scores {@code [n, P]}, float or double, of samples for prototypes
     * @return {@code [n, P]}, a new array whose rows sum to 1
     * @throws IllegalArgumentException if it is not such a matrix
     */
    public INDArray assign(INDArray scores) {
        Embeddings.requireMatrix("scores", scores, 1);
        MatrixRows input = MatrixRows.of(scores);
        double[][] logarithms = new double[input.rows()][input.columns()];
        for (int i = 0; i < logarithms.length; i++) {
            input.read(i, logarithms[i]);
            for (int k = 0; k < logarithms[i].length; k++) {
                logarithms[i][k] /= epsilon;
            }
        }
        for (int round = 0; round < iterations; round++) {
            scaleColumns(logarithms);
            scaleRows(logarithms);
        }
        MatrixRows assignments = MatrixRows.zeros(scores.dataType(), input.rows(), input.columns());
        for (int i = 0; i < logarithms.length; i++) {
            for (int k = 0; k < logarithms[i].length; k++) {
                logarithms[i][k] = Math.exp(logarithms[i][k]);
            }
            assignments.write(i, logarithms[i]);
        }
        return assignments.array();
    }

    /**
     * Subtracts the logarithm of its sum from each column. The shares 1/P and 1/n are omitted, since the final scaling
     * of the rows cancels such factors.
     */
    private static void scaleColumns(double[][] logarithms) {
        int columns = logarithms[0].length;
        double[] largest = new double[columns];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (double[] row : logarithms) {
            for (int k = 0; k < columns; k++) {
                largest[k] = Math.max(largest[k], row[k]);
            }
        }
        double[] sums = new double[columns];
        for (double[] row : logarithms) {
            for (int k = 0; k < columns; k++) {
                sums[k] += Math.exp(row[k] - largest[k]);
            }
        }
        for (int k = 0; k < columns; k++) {
            sums[k] = largest[k] + Math.log(sums[k]);
        }
        for (double[] row : logarithms) {
            for (int k = 0; k < columns; k++) {
                row[k] -= sums[k];
            }
        }
    }

    private static void scaleRows(double[][] logarithms) {
        for (double[] row : logarithms) {
            double logarithm = RowMath.logSumExp(row);
            for (int k = 0; k < row.length; k++) {
                row[k] -= logarithm;
            }
        }
    }
}
