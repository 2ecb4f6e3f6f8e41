package io.ssl4j.eval.linear;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the features' correlations say about the curvature of a softmax objective. Where all classes are equally likely, its
 * Hessian, for gradients that sum to 0 over the classes, is {@code R / classes + l2 I} in the weights of each class, R the
 * correlations. With the inverse of that as its first guess, L-BFGS needs an order of magnitude fewer iterations on
 * correlated features such as pixels.
 */
final class FeatureCurvature {

    /** Above this the inverse costs more than it saves. */
    private static final int LARGEST = 4096;

    private final int classes;
    private final int features;
    private final INDArray correlations;

    private FeatureCurvature(int classes, int features, INDArray correlations) {
        this.classes = classes;
        this.features = features;
        this.correlations = correlations;
    }

    static FeatureCurvature of(SoftmaxObjective objective) {
        // With fewer rows than features a pass over the rows costs less than the inverse does.
        boolean worthIt = objective.features() <= Math.min(LARGEST, objective.rows());
        return new FeatureCurvature(
                objective.classes(), objective.features(), worthIt ? objective.correlations() : null);
    }

    /** The guess of the inverse Hessian, up to a scale. */
    UnaryOperator<double[]> inverse(double l2) {
        if (correlations == null) {
            return double[]::clone;
        }
        // Features that are constant or copies of each other make R singular; this is above the rounding of its
        // products.
        double ridge = Math.max(l2, 1e-6 * features / classes);
        INDArray hessian = correlations
                .div(classes)
                .addi(Nd4j.eye(features).castTo(DataType.DOUBLE).muli(ridge))
                .dup('f');
        Nd4j.getBlasWrapper().lapack().potrf(hessian, true);
        // Column by column in memory; the rows of the factor's transpose.
        double[] factor = hessian.data().asDouble();
        return gradient -> {
            double[] result = gradient.clone();
            for (int c = 0; c < classes; c++) {
                solve(factor, result, c * features);
                result[classes * features + c] *= classes;
            }
            return result;
        };
    }

    /** Solves {@code L L^T x = b} in place; column j of L starts at {@code j * features}. */
    private void solve(double[] factor, double[] b, int start) {
        for (int j = 0; j < features; j++) {
            int column = j * features;
            double x = b[start + j] / factor[column + j];
            b[start + j] = x;
            for (int i = j + 1; i < features; i++) {
                b[start + i] -= x * factor[column + i];
            }
        }
        for (int j = features - 1; j >= 0; j--) {
            int column = j * features;
            double sum = 0;
            for (int i = j + 1; i < features; i++) {
                sum += factor[column + i] * b[start + i];
            }
            b[start + j] = (b[start + j] - sum) / factor[column + j];
        }
    }
}
