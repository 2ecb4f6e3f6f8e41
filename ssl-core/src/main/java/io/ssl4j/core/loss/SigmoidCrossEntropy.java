package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several yes-or-no questions about each row: binary cross-entropy of a sigmoid, averaged over rows and columns,
 * {@code -1/(nk) sum_ij t_ij log sigmoid(z_ij) + (1 - t_ij) log(1 - sigmoid(z_ij))}. Computed without overflow for
 * logits of any size.
 */
public final class SigmoidCrossEntropy {

    /** The name of the term with the fraction of entries on the right side of probability 1/2, in 0..1. */
    public static final String ACCURACY = "accuracy";

    private final double smoothing;

    /** The loss without label smoothing. */
    public SigmoidCrossEntropy() {
        this(0);
    }

    /**
     * The loss with label smoothing.
     *
     * @param smoothing moves each target this far towards 1/2: {@code (1 - s) t + s / 2}, in [0, 1)
     */
    public SigmoidCrossEntropy(double smoothing) {
        this.smoothing = TargetRows.requireSmoothing(smoothing);
    }

    /**
     * Computes value and gradient.
     *
     * @param logits {@code [n, k]}, float or double
     * @param targets n rows of k probabilities in 0..1, usually 0 or 1
     * @return the mean loss in nats, one gradient {@code [n, k]}, and the term {@value #ACCURACY}
     * @throws IllegalArgumentException if the shapes do not fit or a target is not in 0..1
     */
    public LossResult evaluate(INDArray logits, double[][] targets) {
        MatrixRows input = TargetRows.require(logits, targets);
        MatrixRows gradient = MatrixRows.zeros(logits.dataType(), input.rows(), input.columns());
        double[] row = new double[input.columns()];
        double entries = (double) input.rows() * input.columns();
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < targets.length; i++) {
            input.read(i, row);
            for (int j = 0; j < row.length; j++) {
                requireProbability(i, targets[i][j]);
                double target = (1 - smoothing) * targets[i][j] + smoothing / 2;
                double z = row[j];
                hits += z > 0 == targets[i][j] > 0.5 ? 1 : 0;
                // max(z, 0) - z t + log(1 + exp(-|z|)) is the cross-entropy without an exponential that overflows.
                sum += Math.max(z, 0) - z * target + Math.log1p(Math.exp(-Math.abs(z)));
                row[j] = (1 / (1 + Math.exp(-z)) - target) / entries;
            }
            gradient.write(i, row);
        }
        return new LossResult(sum / entries, List.of(gradient.array()), Map.of(ACCURACY, hits / entries));
    }

    private static void requireProbability(int row, double target) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException(
                    "a target must be a probability in 0..1, got " + target + " in row " + row);
        }
    }
}
