package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import java.util.Arrays;

/**
 * Cross-entropy of one row of logits with several soft targets, {@code sum_k -w_k t_k . log softmax(s / temperature)},
 * and its gradient: for losses in which a row has several targets.
 *
 * <pre>{@code
 * row.begin(scores, i, temperature);
 * loss += row.add(target, weight);
 * row.writeGradient(gradient, i);
 * }</pre>
 */
public final class SoftTargets {

    private final double[] logarithms;
    private final double[] gradient;
    private double temperature;

    /** @param width the width of the rows */
    public SoftTargets(int width) {
        this.logarithms = new double[width];
        this.gradient = new double[width];
    }

    /** Starts with a row of scores. */
    public void begin(MatrixRows scores, int row, double newTemperature) {
        temperature = newTemperature;
        scores.read(row, logarithms);
        RowMath.scale(logarithms, 1 / temperature);
        double normalizer = RowMath.logSumExp(logarithms);
        for (int k = 0; k < logarithms.length; k++) {
            logarithms[k] -= normalizer;
        }
        Arrays.fill(gradient, 0);
    }

    /**
     * Adds a target.
     *
     * @param target a target of the row's width; need not sum to 1
     * @return the weighted cross-entropy with this target
     */
    public double add(double[] target, double weight) {
        double mass = 0;
        double entropy = 0;
        for (int k = 0; k < target.length; k++) {
            mass += target[k];
            entropy -= target[k] * logarithms[k];
        }
        for (int k = 0; k < target.length; k++) {
            gradient[k] += weight * (mass * Math.exp(logarithms[k]) - target[k]);
        }
        return weight * entropy;
    }

    /** Writes the gradient with respect to the scores. */
    public void writeGradient(MatrixRows into, int row) {
        RowMath.scale(gradient, 1 / temperature);
        into.write(row, gradient);
    }
}
