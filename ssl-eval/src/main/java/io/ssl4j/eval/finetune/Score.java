package io.ssl4j.eval.finetune;

/**
 * How well a head does on validation samples.
 *
 * @param accuracy fraction of classes or labels that are right, 0..1; NaN for numbers
 * @param loss mean loss without label smoothing; for numbers, in units of the targets' variance
 */
public record Score(double accuracy, double loss) {

    /** Returns whether this score is better: a higher accuracy, or the same with a lower loss. */
    boolean isBetterThan(Score other) {
        int byAccuracy = Double.isNaN(accuracy) ? 0 : Double.compare(accuracy, other.accuracy);
        return byAccuracy != 0 ? byAccuracy > 0 : loss < other.loss;
    }
}
