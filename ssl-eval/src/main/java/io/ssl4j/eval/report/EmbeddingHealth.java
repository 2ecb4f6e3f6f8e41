package io.ssl4j.eval.report;

import io.ssl4j.eval.features.FeatureChecks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two cheap figures that tell a collapsed encoder from a healthy one without labels.
 *
 * @param deviation the standard deviation of the dimensions of unit-length embeddings, averaged over the dimensions: 0 when
 *     all embeddings are the same, near {@code 1 / sqrt(dimension)} when they fill the sphere (Chen and He 2021, SimSiam,
 *     arXiv 2011.10566, section 4.1)
 * @param effectiveRank the exponential of the entropy of the centred embeddings' normalised singular values, 1..dimension:
 *     how many directions the embeddings use (Roy and Vetterli 2007, "The effective rank"; Garrido et al. 2023, RankMe,
 *     arXiv 2210.02885, which does not centre); 0 when all embeddings are the same
 * @param dimension of the embeddings
 */
public record EmbeddingHealth(double deviation, double effectiveRank, int dimension) {

    /**
     * Measures embeddings.
     *
     * @param embeddings {@code [n, d]}, float or double, finite; not changed
     */
    public static EmbeddingHealth of(INDArray embeddings) {
        FeatureChecks.require(embeddings, "embeddings");
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            INDArray rows = embeddings.castTo(DataType.DOUBLE).dup('c');
            return new EmbeddingHealth(deviation(rows), effectiveRank(rows), Math.toIntExact(rows.size(1)));
        } finally {
            outside.close();
        }
    }

    /** What {@link #deviation} is near when the embeddings fill the sphere. */
    public double healthyDeviation() {
        return 1 / Math.sqrt(dimension);
    }

    private static double deviation(INDArray rows) {
        INDArray norms = rows.norm2(true, 1);
        norms.addi(norms.eq(0).castTo(DataType.DOUBLE));
        return rows.div(norms).std(false, 0).meanNumber().doubleValue();
    }

    private static double effectiveRank(INDArray rows) {
        INDArray centred = rows.subRowVector(rows.mean(0));
        boolean wide = centred.size(1) > centred.size(0);
        // Both products have the squared singular values as their eigenvalues; the smaller one is taken.
        INDArray gram = Nd4j.matmul(centred, centred, !wide, wide, false);
        double[] eigenvalues =
                Eigen.symmetricGeneralizedEigenvalues(gram, true).data().asDouble();
        double largest = 0;
        for (double value : eigenvalues) {
            largest = Math.max(largest, value);
        }
        // What the mean's own rounding leaves of equal rows is nothing.
        double squares = rows.mul(rows).sumNumber().doubleValue();
        if (largest <= 1e-20 * squares) {
            return 0;
        }
        double sum = 0;
        double weighted = 0;
        for (double value : eigenvalues) {
            // Below this an eigenvalue is rounding of the largest.
            if (value > 1e-14 * largest) {
                double singular = Math.sqrt(value);
                sum += singular;
                weighted += singular * Math.log(singular);
            }
        }
        return Math.exp(Math.log(sum) - weighted / sum);
    }
}
