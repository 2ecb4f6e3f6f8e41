package io.ssl4j.eval.ridge;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.eval.features.Classifier;
import io.ssl4j.eval.features.FeatureChecks;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A {@link RidgeClassifier} with its weights. */
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

    @Override
    public int[] predict(INDArray features) {
        FeatureChecks.require(features, "the features");
        FeatureChecks.requireDimension(features, weights.size(0), "the features");
        int[] predictions = new int[Math.toIntExact(features.size(0))];
        for (int from = 0; from < predictions.length; from += BLOCK) {
            int to = Math.min(predictions.length, from + BLOCK);
            double[] outputs = outputs(features, from, to);
            for (int i = from; i < to; i++) {
                predictions[i] = best(outputs, (i - from) * biases.length);
            }
        }
        return predictions;
    }

    /**
     * The outputs {@code [n, classes]}, double: near +1 for the class of a row and -1 for others, without being
     * probabilities.
     *
     * @param features {@code [n, d]}, d as it was fitted on
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

    private int best(double[] outputs, int start) {
        int best = 0;
        for (int c = 1; c < biases.length; c++) {
            if (outputs[start + c] > outputs[start + best]) {
                best = c;
            }
        }
        return best;
    }

    /** {@code [d, classes]} weights of the standardised features, double, copied. */
    public INDArray weights() {
        return weights.dup();
    }

    /** One bias per class: the mean of its targets. */
    public double[] biases() {
        return biases.clone();
    }

    /** The penalty that was chosen. */
    public double penalty() {
        return penalty;
    }

    /** The mean square, over rows and classes, by which a training row's targets are missed when it is left out. */
    public double leaveOneOutError() {
        return leaveOneOutError;
    }
}
