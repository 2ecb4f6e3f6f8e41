package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.eval.features.ClassScores;
import io.ssl4j.eval.features.Classifier;
import io.ssl4j.eval.features.FeatureChecks;
import io.ssl4j.eval.features.LabeledFeatures;
import java.util.Arrays;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A fitted {@link LinearProbe} with its weights. */
public final class FittedLinear implements Classifier {

    private static final int BLOCK = 2048;

    private final Standardization standardization;
    private final int classes;
    private final int dimension;
    private final double l2;
    private final Lbfgs.Result solution;
    private final INDArray weights;

    FittedLinear(Standardization standardization, LabeledFeatures train, double l2, Lbfgs.Result solution) {
        this.standardization = standardization;
        this.classes = train.classes();
        this.dimension = train.dimension();
        this.l2 = l2;
        this.solution = solution;
        this.weights = Nd4j.create(
                        Arrays.copyOf(solution.point(), classes * dimension), new long[] {classes, dimension}, 'c')
                .castTo(train.features().dataType());
    }

    /** The scores are probabilities, the softmax of the logits. */
    @Override
    public ClassScores classify(INDArray features) {
        FeatureChecks.require(features, "the features");
        FeatureChecks.requireDimension(features, dimension, "the features");
        int[] predictions = new int[Math.toIntExact(features.size(0))];
        double[][] probabilities = new double[predictions.length][];
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            for (int from = 0; from < predictions.length; from += BLOCK) {
                int to = Math.min(predictions.length, from + BLOCK);
                INDArray logits = Nd4j.create(weights.dataType(), new long[] {to - from, classes}, 'c');
                MatrixProduct.multiplyInto(logits, standardization.apply(features, from, to), false, weights, true);
                double[] scores = Vectors.read(logits);
                for (int i = from; i < to; i++) {
                    double[] row = biased(scores, (i - from) * classes);
                    predictions[i] = RowMath.largest(row);
                    probabilities[i] = softmax(row, row[predictions[i]]);
                }
            }
        } finally {
            outside.close();
        }
        return new ClassScores(predictions, probabilities, true);
    }

    /** The logits of one row, with the biases. */
    private double[] biased(double[] scores, int start) {
        double[] row = new double[classes];
        for (int c = 0; c < classes; c++) {
            row[c] = scores[start + c] + solution.point()[classes * dimension + c];
        }
        return row;
    }

    private static double[] softmax(double[] logits, double largest) {
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            probabilities[c] = Math.exp(logits[c] - largest);
            sum += probabilities[c];
        }
        RowMath.scale(probabilities, 1 / sum);
        return probabilities;
    }

    /** Weights row by row, then biases. */
    double[] solution() {
        return solution.point().clone();
    }

    /** Returns a copy of the weights {@code [classes, d]} of the standardised features. */
    public INDArray weights() {
        return weights.dup();
    }

    /** One bias per class. */
    public double[] biases() {
        return Arrays.copyOfRange(solution.point(), classes * dimension, classes * (dimension + 1));
    }

    /** The penalty in use: the configured one, or the one chosen on the validation split. */
    public double l2() {
        return l2;
    }

    /** Mean cross-entropy plus penalty at the solution. */
    public double objective() {
        return solution.value();
    }

    /** The largest absolute entry of the objective's gradient at the solution. */
    public double gradientNorm() {
        return solution.gradientNorm();
    }

    /** The number of L-BFGS iterations of the last fit. */
    public int iterations() {
        return solution.iterations();
    }

    /** Returns whether the gradient reached the tolerance. */
    public boolean converged() {
        return solution.converged();
    }
}
