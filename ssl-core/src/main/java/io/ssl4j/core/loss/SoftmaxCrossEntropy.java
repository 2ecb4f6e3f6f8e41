package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.SoftmaxRow;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Classification by softmax cross-entropy, averaged over the rows: {@code -1/n sum_i log softmax(logits_i)[target_i]}.
 * The objective of pretext tasks with pseudo-labels and of fine-tuning.
 *
 * <p>With label smoothing {@code s}, the target of a row is {@code 1 - s} on its class plus {@code s / classes} on
 * every class (Szegedy et al. 2016, arXiv:1512.00567, section 7).
 */
public final class SoftmaxCrossEntropy {

    /** The name of the term with the fraction of rows whose target has the largest logit, in 0..1. */
    public static final String ACCURACY = "accuracy";

    private final double smoothing;

    /** The loss without label smoothing. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    /**
     * The loss with label smoothing.
     *
     * @param smoothing the share of the target that all classes divide equally, in [0, 1)
     */
    public SoftmaxCrossEntropy(double smoothing) {
        this.smoothing = TargetRows.requireSmoothing(smoothing);
    }

    /**
     * Computes value and gradient.
     *
     * @param logits {@code [n, classes]}, float or double
     * @param targets the class of each row, length n, each in {@code [0, classes)}
     * @return the mean loss in nats, one gradient {@code [n, classes]}, and the term {@value #ACCURACY}
     * @throws IllegalArgumentException if the shapes do not fit or a target is out of range
     */
    public LossResult evaluate(INDArray logits, int[] targets) {
        Embeddings.requireMatrix("logits", logits, 1);
        MatrixRows input = MatrixRows.of(logits);
        if (targets.length != input.rows()) {
            throw new IllegalArgumentException("each row of logits needs one target: got " + input.rows() + " rows and "
                    + targets.length + " targets");
        }
        MatrixRows gradient = MatrixRows.zeros(logits.dataType(), input.rows(), input.columns());
        double[] row = new double[input.columns()];
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < targets.length; i++) {
            requireClass(i, targets[i], row.length);
            input.read(i, row);
            hits += SoftmaxRow.hits(row, targets[i]) ? 1 : 0;
            sum += smoothing > 0 ? smoothing * meanAboveTarget(row, targets[i]) : 0;
            sum += SoftmaxRow.crossEntropy(row, targets[i]);
            smooth(row, targets[i]);
            for (int j = 0; j < row.length; j++) {
                row[j] /= targets.length;
            }
            gradient.write(i, row);
        }
        double accuracy = (double) hits / targets.length;
        return new LossResult(sum / targets.length, List.of(gradient.array()), Map.of(ACCURACY, accuracy));
    }

    /** What a target spread evenly over all classes adds to the cross-entropy: logit of the class minus mean logit. */
    private static double meanAboveTarget(double[] logits, int target) {
        double mean = 0;
        for (double logit : logits) {
            mean += logit / logits.length;
        }
        return logits[target] - mean;
    }

    /** Moves a share of the target from the class to all classes, in the gradient of a row. */
    private void smooth(double[] gradient, int target) {
        if (smoothing > 0) {
            gradient[target] += smoothing;
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] -= smoothing / gradient.length;
            }
        }
    }

    private static void requireClass(int row, int target, int classes) {
        if (target < 0 || target >= classes) {
            throw new IllegalArgumentException("a target must be in [0, " + classes + "), the number of columns; row "
                    + row + " has target " + target);
        }
    }
}
