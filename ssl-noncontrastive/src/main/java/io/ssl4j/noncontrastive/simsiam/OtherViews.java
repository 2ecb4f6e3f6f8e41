package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.loss.Embeddings;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes, for each view of a sample, the mean over its other views. The map is its own transpose, so it also
 * propagates gradients back.
 */
final class OtherViews {

    private OtherViews() {}

    /**
     * Returns the means.
     *
     * @param z {@code [V N, K]}: view after view
     * @param views V, at least 2
     * @return {@code [V N, K]}, a new array: row i of view v is the mean of row i over all views except v
     */
    static INDArray mean(INDArray z, int views) {
        long n = z.size(0) / views;
        INDArray means = z.dup('c');
        try (INDArray sum = Embeddings.rows(z, 0, n).dup('c')) {
            for (int v = 1; v < views; v++) {
                sum.addi(Embeddings.rows(z, v * n, (v + 1) * n));
            }
            for (int v = 0; v < views; v++) {
                Embeddings.rows(means, v * n, (v + 1) * n).rsubi(sum).divi(views - 1);
            }
        }
        return means;
    }
}
