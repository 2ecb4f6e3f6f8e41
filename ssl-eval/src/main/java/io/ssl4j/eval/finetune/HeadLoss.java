package io.ssl4j.eval.finetune;

import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SigmoidCrossEntropy;
import io.ssl4j.core.loss.SoftmaxCrossEntropy;
import io.ssl4j.core.loss.SquaredError;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a head's outputs against targets. Numbers are compared after their targets were standardised. */
final class HeadLoss {

    private final Predictor.Task task;
    private final double[] means;
    private final double[] deviations;

    /** @param training the targets whose mean and deviation standardise numbers */
    HeadLoss(Targets training) {
        this.task = training.task();
        this.means = new double[training.outputs()];
        this.deviations = new double[training.outputs()];
        Arrays.fill(deviations, 1);
        if (task == Predictor.Task.NUMBERS) {
            for (int j = 0; j < means.length; j++) {
                int column = j;
                means[j] = Arrays.stream(training.rows())
                        .mapToDouble(row -> row[column])
                        .average()
                        .orElse(0);
                double mean = means[j];
                double variance = Arrays.stream(training.rows())
                        .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                        .average()
                        .orElse(0);
                deviations[j] = variance > 0 ? Math.sqrt(variance) : 1;
            }
        }
    }

    /** Returns the fraction of classes or labels that are right; NaN for numbers. */
    double accuracy(LossResult result) {
        return switch (task) {
            case CLASSES -> result.terms().get(SoftmaxCrossEntropy.ACCURACY);
            case LABELS -> result.terms().get(SigmoidCrossEntropy.ACCURACY);
            case NUMBERS -> Double.NaN;
        };
    }

    /** Computes the loss of some samples' outputs {@code [n, outputs]}. */
    LossResult evaluate(INDArray outputs, Targets targets, int[] indices, double smoothing) {
        return switch (task) {
            case CLASSES -> new SoftmaxCrossEntropy(smoothing).evaluate(outputs, targets.classesOf(indices));
            case LABELS -> new SigmoidCrossEntropy(smoothing).evaluate(outputs, targets.rowsOf(indices));
            case NUMBERS -> new SquaredError().evaluate(outputs, standardized(targets.rowsOf(indices)));
        };
    }

    private double[][] standardized(double[][] rows) {
        double[][] result = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = rows[i].clone();
            for (int j = 0; j < means.length; j++) {
                result[i][j] = (rows[i][j] - means[j]) / deviations[j];
            }
        }
        return result;
    }

    /** The mean of each number over the training targets; 0 for classes and labels. */
    double[] means() {
        return means;
    }

    /** The deviation of each number over the training targets; 1 for classes and labels. */
    double[] deviations() {
        return deviations;
    }
}
