package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowNormalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The moving average of the second moments of unit rows, {@code C = beta C + (1 - beta) u^T u / N}, starting at zero
 * (Zhu et al. 2022, arXiv:2206.10698).
 */
final class CovarianceAverage {

    /** The name in a checkpoint. */
    static final String NAME = "covariance";

    private final double beta;
    private final INDArray values;

    /** @param width K, the width of the rows */
    CovarianceAverage(double beta, int width, DataType type) {
        this.beta = requireBeta(beta);
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            this.values = Nd4j.create(type, new long[] {width, width}, 'c');
        }
    }

    static double requireBeta(double beta) {
        if (!(beta >= 0 && beta <= 1)) {
            throw new IllegalArgumentException("beta must be in 0..1, got " + beta + "; the paper uses 0.9");
        }
        return beta;
    }

    /**
     * Adds a batch.
     *
     * @param z {@code [N, K]}, rows of any length
     */
    void update(INDArray z) {
        try (RowNormalization unit = RowNormalization.of(z);
                INDArray products = MatrixProduct.multiply(unit.unit(), true, unit.unit(), false)) {
            values.muli(beta).addi(products.muli((1 - beta) / z.size(0)));
        }
    }

    /** {@code [K, K]}, live. */
    INDArray values() {
        return values;
    }

    MethodState addTo(MethodState state) {
        return state.array(NAME, values, MethodState.Merge.AVERAGE);
    }
}
