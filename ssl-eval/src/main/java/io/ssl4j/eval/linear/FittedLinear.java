package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.MatrixProduct;
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
                    predictions[i] = best(scores, (i - from) * classes);
                    probabilities[i] = softmax(scores, (i - from) * classes, predictions[i]);
                }
            }
        } finally {
            outside.close();
        }
        return new ClassScores(predictions, probabilities, true);
    }

    private double[] softmax(double[] scores, int start, int best) {
        double[] probabilities = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            probabilities[c] = Math.exp(scores[start + c] + bias(c) - scores[start + best] - bias(best));
            sum += probabilities[c];
        }
        for (int c = 0; c < classes; c++) {
            probabilities[c] /= sum;
        }
        return probabilities;
    }

    private int best(double[] scores, int start) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[start + c] + bias(c) > scores[start + best] + bias(best)) {
                best = c;
            }
        }
        return best;
    }

    private double bias(int c) {
        return solution.point()[classes * dimension + c];
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
