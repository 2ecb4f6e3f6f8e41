package io.ssl4j.contrastive.nnclr;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds the nearest neighbour of each row among others, by dot product. */
final class NearestRows {

    private NearestRows() {}

    /**
     * Returns the neighbours.
     *
     * @param queries {@code [n, K]}
     * @param support {@code [m, K]}
     * @return {@code [n, K]}, a new array: row i is the support row with the largest dot product with query i, the
     *     first in case of ties
     */
    static INDArray of(INDArray queries, INDArray support) {
        try (INDArray product = MatrixProduct.multiply(queries, false, support, true)) {
            MatrixRows similarities = MatrixRows.of(product);
            MatrixRows from = MatrixRows.of(support);
            MatrixRows to = MatrixRows.zeros(queries.dataType(), similarities.rows(), from.columns());
            double[] row = new double[similarities.columns()];
            double[] neighbour = new double[from.columns()];
            for (int i = 0; i < similarities.rows(); i++) {
                similarities.read(i, row);
                from.read(RowMath.largest(row), neighbour);
                to.write(i, neighbour);
            }
            return to.array();
        }
    }
}
