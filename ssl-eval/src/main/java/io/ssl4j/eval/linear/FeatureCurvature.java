package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.CholeskyFactor;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Approximates the curvature of a softmax objective by the correlations of the features. If all classes are equally
 * likely, its Hessian, for gradients that sum to 0 over the classes, is {@code R / classes + l2 I} in the weights of
 * each class, R the correlations {@code X^T X / n}. With its inverse as initial approximation, L-BFGS needs an order of
 * magnitude fewer iterations on correlated features such as pixels.
 *
 * <p>With fewer rows than features the inverse is applied through the rows' products {@code X X^T}, which form a
 * smaller matrix (Woodbury's identity):
 *
 * <pre>  (X^T X / (n classes) + l2 I)^-1 = (I - X^T (X X^T + n classes l2 I)^-1 X) / l2</pre>
 */
final class FeatureCurvature {

    /** The size above which the inverse costs more than it saves. */
    private static final int LARGEST = 6144;

    private final SoftmaxObjective objective;
    private final int classes;
    private final int features;
    private final boolean byRows;
    private final INDArray products;

    private FeatureCurvature(SoftmaxObjective objective) {
        this.objective = objective;
        this.classes = objective.classes();
        this.features = objective.features();
        this.byRows = objective.rows() < features;
        boolean worthIt = Math.min(objective.rows(), features) <= LARGEST;
        this.products = !worthIt ? null : byRows ? objective.rowProducts() : objective.correlations();
    }

    static FeatureCurvature of(SoftmaxObjective objective) {
        return new FeatureCurvature(objective);
    }

    /** Returns the approximate inverse Hessian, up to a scale. */
    UnaryOperator<double[]> inverse(double l2) {
        if (products == null) {
            return double[]::clone;
        }
        // Features that are constant or copies of each other make R singular; this exceeds the rounding errors of its
        // products.
        double ridge = Math.max(l2, 1e-6 * features / classes);
        double scale = byRows ? (double) objective.rows() * classes : 1;
        INDArray matrix = products.dup('f');
        if (!byRows) {
            matrix.divi(classes);
        }
        for (long i = 0; i < matrix.size(0); i++) {
            matrix.putScalar(i, i, matrix.getDouble(i, i) + ridge * scale);
        }
        CholeskyFactor factor = CholeskyFactor.of(matrix);
        return gradient -> {
            double[] result = gradient.clone();
            if (byRows) {
                subtractSeen(factor, result, ridge);
            } else {
                factor.solve(result, classes);
            }
            for (int c = classes * features; c < result.length; c++) {
                result[c] *= classes;
            }
            return result;
        };
    }

    private void subtractSeen(CholeskyFactor factor, double[] weights, double ridge) {
        double[] perRow = objective.logits(weights);
        factor.solve(perRow, classes);
        double[] seen = objective.combine(perRow);
        for (int i = 0; i < seen.length; i++) {
            weights[i] = (weights[i] - seen[i]) / ridge;
        }
    }
}
