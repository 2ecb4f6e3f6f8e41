package io.ssl4j.noncontrastive.vicreg;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss that pulls views together, keeps each dimension spread out, and decorrelates dimensions.
 *
 * <p>Bardes, Ponce, LeCun 2022, arXiv:2105.04906, equations 1 to 6. With {@code N} rows of {@code D} dimensions, {@code
 * C} the unbiased covariance of a view and {@code var_j = C_jj},
 *
 * <pre>{@code invariance = 1/(N D) sum |z1_i - z2_i|^2
 * variance(z) = 1/D sum_j max(0, 1 - sqrt(var_j + 1e-4))
 * covariance(z) = 1/D sum_{i != j} C_ij^2
 * L = 25 invariance + 25 (variance(z1) + variance(z2)) / 2 + 1 (covariance(z1) + covariance(z2))}</pre>
 *
 * <p>The means over the dimensions in the invariance and over the views in the variance are those of the reference code
 * (facebookresearch/vicreg, {@code main_vicreg.py}), which the paper's weights are meant for; the paper's equations
 * have neither.
 */
public final class VicRegLoss implements TwoViewLoss {

    /** The name of the invariance term, before its weight. */
    public static final String INVARIANCE = "invariance";

    /**
     * The name of the mean of both views' variance terms, before its weight: 1 if the embeddings have collapsed, 0 if
     * all dimensions are spread out.
     */
    public static final String VARIANCE = "variance";

    /** The name of the sum of both views' covariance terms, before its weight. */
    public static final String COVARIANCE = "covariance";

    /** Added to variances before taking the square root. */
    static final double EPSILON = 1e-4;

    private final double invarianceWeight;
    private final double varianceWeight;
    private final double covarianceWeight;

    /**
     * Makes a loss with these weights; the paper's are 25, 25 and 1.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public VicRegLoss(double invarianceWeight, double varianceWeight, double covarianceWeight) {
        this.invarianceWeight = requireWeight("invariance", invarianceWeight);
        this.varianceWeight = requireWeight("variance", varianceWeight);
        this.covarianceWeight = requireWeight("covariance", covarianceWeight);
    }

    static double requireWeight(String name, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("the " + name + " weight must be finite and at least 0, got " + weight
                    + "; the paper's are 25 for invariance, 25 for variance and 1 for covariance");
        }
        return weight;
    }

    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        Side side1 = new Side(z1);
        Side side2 = new Side(z2);
        double invariance = addInvariance(side1, side2);
        double variance = (side1.variance + side2.variance) / 2;
        double covariance = side1.covariance + side2.covariance;
        return new LossResult(
                invarianceWeight * invariance + varianceWeight * variance + covarianceWeight * covariance,
                List.of(side1.gradient.array(), side2.gradient.array()),
                Map.of(INVARIANCE, invariance, VARIANCE, variance, COVARIANCE, covariance));
    }

    private double addInvariance(Side side1, Side side2) {
        int columns = side1.input.columns();
        double entries = (double) side1.input.rows() * columns;
        double[] row1 = new double[columns];
        double[] row2 = new double[columns];
        double[] gradient1 = new double[columns];
        double[] gradient2 = new double[columns];
        double sum = 0;
        for (int i = 0; i < side1.input.rows(); i++) {
            side1.input.read(i, row1);
            side2.input.read(i, row2);
            side1.gradient.read(i, gradient1);
            side2.gradient.read(i, gradient2);
            for (int j = 0; j < columns; j++) {
                double difference = row1[j] - row2[j];
                sum += difference * difference;
                gradient1[j] += 2 * invarianceWeight * difference / entries;
                gradient2[j] -= 2 * invarianceWeight * difference / entries;
            }
            side1.gradient.write(i, gradient1);
            side2.gradient.write(i, gradient2);
        }
        return sum / entries;
    }

    /** Variance and covariance of one view, with their gradient. */
    private final class Side {

        private final MatrixRows input;
        private final MatrixRows gradient;
        private final double variance;
        private final double covariance;

        private Side(INDArray z) {
            input = MatrixRows.of(z);
            int rows = input.rows();
            int columns = input.columns();
            MatrixRows centred = centred();
            try (INDArray products = MatrixProduct.multiply(centred.array(), true, centred.array(), false)) {
                double[] spread = new double[columns];
                covariance = toCovarianceGradient(MatrixRows.of(products), rows, spread);
                variance = hinge(spread);
                try (INDArray decorrelating = MatrixProduct.multiply(centred.array(), products)) {
                    gradient = gradient(MatrixRows.of(decorrelating), centred, spread);
                }
            } finally {
                centred.array().close();
            }
        }

        private MatrixRows centred() {
            double[] means = new double[input.columns()];
            double[] row = new double[input.columns()];
            for (int i = 0; i < input.rows(); i++) {
                input.read(i, row);
                for (int j = 0; j < row.length; j++) {
                    means[j] += row[j] / input.rows();
                }
            }
            MatrixRows centred = MatrixRows.zeros(input.array().dataType(), input.rows(), input.columns());
            for (int i = 0; i < input.rows(); i++) {
                input.read(i, row);
                for (int j = 0; j < row.length; j++) {
                    row[j] -= means[j];
                }
                centred.write(i, row);
            }
            return centred;
        }

        /** Converts {@code (N - 1) C} to twice dLoss/dC divided by {@code N - 1}, and stores the variances. */
        private double toCovarianceGradient(MatrixRows products, int rows, double[] variances) {
            double[] row = new double[products.columns()];
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                products.read(i, row);
                variances[i] = row[i] / (rows - 1);
                for (int j = 0; j < row.length; j++) {
                    double c = j == i ? 0 : row[j] / (rows - 1);
                    sum += c * c;
                    row[j] = 4 * covarianceWeight * c / row.length / (rows - 1);
                }
                products.write(i, row);
            }
            return sum / row.length;
        }

        /**
         * Computes the hinge of the deviations, and replaces each variance by the factor of a centred entry in its
         * gradient.
         */
        private double hinge(double[] spread) {
            double sum = 0;
            for (int j = 0; j < spread.length; j++) {
                double deviation = Math.sqrt(spread[j] + EPSILON);
                double below = 1 - deviation;
                // Keeps a NaN.
                sum += below <= 0 ? 0 : below;
                spread[j] = below <= 0 ? 0 : -varianceWeight / 2 / spread.length / deviation / (input.rows() - 1);
            }
            return sum / spread.length;
        }

        private MatrixRows gradient(MatrixRows decorrelating, MatrixRows centred, double[] spreading) {
            MatrixRows sum = MatrixRows.zeros(input.array().dataType(), input.rows(), input.columns());
            double[] row = new double[input.columns()];
            double[] place = new double[input.columns()];
            for (int i = 0; i < input.rows(); i++) {
                decorrelating.read(i, row);
                centred.read(i, place);
                for (int j = 0; j < row.length; j++) {
                    row[j] += spreading[j] * place[j];
                }
                sum.write(i, row);
            }
            return sum;
        }
    }
}
