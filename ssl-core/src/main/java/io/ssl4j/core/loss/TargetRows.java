package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks of the targets of a loss: one row for each row of outputs, and how much they are smoothed. */
final class TargetRows {

    private TargetRows() {}

    /** Returns a share of label smoothing if it is in {@code [0, 1)}. */
    static double requireSmoothing(double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing must be in [0, 1), got " + smoothing);
        }
        return smoothing;
    }

    /** Returns access to the outputs if the targets have their shape. */
    static MatrixRows require(INDArray outputs, double[][] targets) {
        Embeddings.requireMatrix("outputs", outputs, 1);
        MatrixRows rows = MatrixRows.of(outputs);
        if (targets.length != rows.rows()) {
            throw new IllegalArgumentException("each row of outputs needs a row of targets, got " + rows.rows()
                    + " rows of outputs and " + targets.length + " of targets");
        }
        for (int i = 0; i < targets.length; i++) {
            if (targets[i].length != rows.columns()) {
                throw new IllegalArgumentException("a row of targets needs as many numbers as there are outputs, "
                        + rows.columns() + ", got " + targets[i].length + " in row " + i);
            }
        }
        return rows;
    }
}
