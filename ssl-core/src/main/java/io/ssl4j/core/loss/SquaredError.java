package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Regression by the squared error, averaged over rows and columns: {@code 1/(nk) sum_ij (y_ij - t_ij)^2}. */
public final class SquaredError {

    /**
     * Computes value and gradient.
     *
     * @param predictions {@code [n, k]}, float or double
     * @param targets n rows of k finite numbers
     * @return the mean squared error and one gradient {@code [n, k]}
     * @throws IllegalArgumentException if the shapes do not fit or a target is not finite
     */
    public LossResult evaluate(INDArray predictions, double[][] targets) {
        MatrixRows input = TargetRows.require(predictions, targets);
        MatrixRows gradient = MatrixRows.zeros(predictions.dataType(), input.rows(), input.columns());
        double[] row = new double[input.columns()];
        double entries = (double) input.rows() * input.columns();
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            input.read(i, row);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(targets[i][j])) {
                    throw new IllegalArgumentException(
                            "a target must be a finite number, got " + targets[i][j] + " in row " + i);
                }
                double difference = row[j] - targets[i][j];
                sum += difference * difference;
                row[j] = 2 * difference / entries;
            }
            gradient.write(i, row);
        }
        return LossResult.of(sum / entries, gradient.array());
    }
}
