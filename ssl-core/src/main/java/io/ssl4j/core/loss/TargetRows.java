package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks that a loss gets one row of targets for each row of outputs. */
final class TargetRows {

    private TargetRows() {}

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
