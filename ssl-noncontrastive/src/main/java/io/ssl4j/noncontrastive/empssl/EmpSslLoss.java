package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loss that pulls the patches of each sample to their mean and spreads the samples of each patch.
 *
 * <p>Tong et al. 2023, arXiv:2304.03977. With unit rows {@code u_pi} of P patches of N samples,
 * {@code m_i = 1/P sum_p u_pi}, {@code U_p} the N rows of patch p of width K,
 *
 * <pre>{@code codingRate = 1/P sum_p 1/2 log det(I + K / (N distortion) U_p^T U_p)
 * similarity = 1/(N P) sum_ip cos(u_pi, m_i) = 1/N sum_i |m_i|
 * L = -codingRate - weight similarity}</pre>
 *
 * <p>The distortion is the paper's {@code epsilon^2}. The gradient flows through the mean as well, as in the authors'
 * code (tsb0601/EMP-SSL, {@code main.py}). Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows
 * and have no gradient. Computed in double whatever the type of the input.
 */
public final class EmpSslLoss {

    /** The name of the term with the mean coding rate of a patch, in nats, at least 0: it prevents collapse. */
    public static final String CODING_RATE = "codingRate";

    /** The name of the term with the mean cosine between a patch and the mean of its sample's patches, in 0..1. */
    public static final String SIMILARITY = "similarity";

    private final double distortion;
    private final double weight;

    /**
     * @param distortion the squared precision to which embeddings are distinguished; the paper's is 0.2
     * @param weight the weight of the similarity; the paper's is 200
     * @throws IllegalArgumentException if the distortion is not finite and above 0, or the weight not finite and at
     *     least 0
     */
    public EmpSslLoss(double distortion, double weight) {
        this.distortion = requireDistortion(distortion);
        this.weight = requireWeight(weight);
    }

    static double requireDistortion(double distortion) {
        if (!(distortion > 0) || Double.isInfinite(distortion)) {
            throw new IllegalArgumentException(
                    "the distortion must be finite and above 0, got " + distortion + "; the paper's is 0.2");
        }
        return distortion;
    }

    static double requireWeight(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("the weight of the similarity must be finite and at least 0, got "
                    + weight + "; the paper's is 200");
        }
        return weight;
    }

    /**
     * Computes value and gradient.
     *
     * @param z {@code [P N, K]}, float or double: the N rows of the first patch, those of the second, and so on
     * @param patches P, at least 2
     * @return the value and one gradient, {@code [P N, K]}
     * @throws IllegalArgumentException if the number of rows is not a multiple of P, or there are fewer than two
     *     samples
     */
    public LossResult evaluate(INDArray z, int patches) {
        Embeddings.requireMatrix("the stacked patches", z, 2 * patches);
        if (patches < 2 || z.size(0) % patches != 0) {
            throw new IllegalArgumentException("the rows must be those of at least 2 patches, as many of each, got "
                    + patches + " patches and shape " + Arrays.toString(z.shape()));
        }
        try (INDArray exact = Nd4j.createUninitialized(DataType.DOUBLE, z.shape(), 'c')
                        .assign(z);
                RowNormalization unit = RowNormalization.of(exact);
                INDArray gradient = unit.unit().dup('c')) {
            double similarity = similarity(MatrixRows.of(unit.unit()), patches, MatrixRows.of(gradient));
            double rate = Double.isNaN(similarity) ? Double.NaN : subtractRates(unit.unit(), patches, gradient);
            try (INDArray atInput = unit.backward(gradient)) {
                MatrixRows typed = MatrixRows.zeros(z.dataType(), z.size(0), z.size(1));
                typed.array().assign(atInput);
                return new LossResult(
                        -rate - weight * similarity,
                        List.of(typed.array()),
                        Map.of(CODING_RATE, rate, SIMILARITY, similarity));
            }
        }
    }

    /**
     * Computes the mean length of the samples' means; the gradient of {@code -weight} times this is {@code -weight m /
     * |m| / (N P)}.
     */
    private double similarity(MatrixRows u, int patches, MatrixRows gradient) {
        int n = u.rows() / patches;
        double[] row = new double[u.columns()];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] mean = new double[row.length];
            for (int p = 0; p < patches; p++) {
                u.read(p * n + i, row);
                for (int j = 0; j < row.length; j++) {
                    mean[j] += row[j] / patches;
                }
            }
            double length = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
            sum += length;
            double scale = length < RowNormalization.SMALLEST_NORM ? 0 : -weight / length / n / patches;
            for (int j = 0; j < row.length; j++) {
                mean[j] *= scale;
            }
            for (int p = 0; p < patches; p++) {
                gradient.write(p * n + i, mean);
            }
        }
        return sum / n;
    }

    /** Computes the mean coding rate of the patches and subtracts its gradient. */
    private double subtractRates(INDArray u, int patches, INDArray gradient) {
        long n = u.size(0) / patches;
        double sum = 0;
        for (int p = 0; p < patches; p++) {
            LossResult rate = TotalCodingRate.evaluate(Embeddings.rows(u, p * n, (p + 1) * n), distortion);
            sum += rate.value();
            try (INDArray ofPatch = rate.gradient()) {
                Embeddings.rows(gradient, p * n, (p + 1) * n).subi(ofPatch.divi(patches));
            }
        }
        return sum / patches;
    }
}
