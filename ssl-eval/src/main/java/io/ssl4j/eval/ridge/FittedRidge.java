package io.ssl4j.eval.ridge;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.eval.features.ClassScores;
import io.ssl4j.eval.features.Classifier;
import io.ssl4j.eval.features.FeatureChecks;
import java.util.Arrays;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A fitted {@link RidgeClassifier} with its weights. */
public final class FittedRidge implements Classifier {

    private static final int BLOCK = 2048;

    private final ColumnScale scale;
    private final INDArray weights;
    private final double[] biases;
    private final double penalty;
    private final double leaveOneOutError;

    FittedRidge(ColumnScale scale, INDArray weights, double[] biases, double penalty, double leaveOneOutError) {
        this.scale = scale;
        this.weights = weights;
        this.biases = biases;
        this.penalty = penalty;
        this.leaveOneOutError = leaveOneOutError;
    }

    /** The scores are {@link #outputs}, which are not probabilities. */
    @Override
    public ClassScores classify(INDArray features) {
        FeatureChecks.require(features, "the features");
        FeatureChecks.requireDimension(features, weights.size(0), "the features");
        int[] predictions = new int[Math.toIntExact(features.size(0))];
        double[][] scores = new double[predictions.length][];
        for (int from = 0; from < predictions.length; from += BLOCK) {
            int to = Math.min(predictions.length, from + BLOCK);
            double[] outputs = outputs(features, from, to);
            for (int i = from; i < to; i++) {
                scores[i] = Arrays.copyOfRange(outputs, (i - from) * biases.length, (i - from + 1) * biases.length);
                predictions[i] = RowMath.largest(scores[i]);
            }
        }
        return new ClassScores(predictions, scores, false);
    }

    /**
     * Returns the outputs {@code [n, classes]}, double: close to +1 for the class of a row and to -1 for others; they
     * are not probabilities.
     *
     * @param features {@code [n, d]}, with the d that it was fitted on
     * @throws IllegalArgumentException if the features are empty, not finite, or of another dimension
     */
    public INDArray outputs(INDArray features) {
        FeatureChecks.require(features, "the features");
        FeatureChecks.requireDimension(features, weights.size(0), "the features");
        int n = Math.toIntExact(features.size(0));
        return Nd4j.create(outputs(features, 0, n), new long[] {n, biases.length}, 'c');
    }

    private double[] outputs(INDArray features, int from, int to) {
        double[] outputs;
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                INDArray rows = scale.apply(features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()))) {
            outputs = MatrixProduct.multiply(rows, weights).data().asDouble();
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] += biases[i % biases.length];
        }
        return outputs;
    }

    /** Returns a copy of the weights {@code [d, classes]} of the standardised features, double. */
    public INDArray weights() {
        return weights.dup();
    }

    /** One bias per class: the mean of its targets. */
    public double[] biases() {
        return biases.clone();
    }

    /** The chosen penalty. */
    public double penalty() {
        return penalty;
    }

    /** The mean squared leave-one-out error over training rows and classes. */
    public double leaveOneOutError() {
        return leaveOneOutError;
    }
}
