package io.ssl4j.contrastive.loss;

import io.ssl4j.core.numerics.SoftmaxRow;

/**
 * The objective of a query, given its logits: one or more of them belong to positives, the others to negatives. Ignored
 * columns, such as the similarity of a row with itself, hold minus infinity; their gradient is 0.
 */
@FunctionalInterface
interface RowObjective {

    /** The cross-entropy of a softmax over the positives and the negatives, a mean over the positives. */
    RowObjective SOFTMAX = SoftmaxRow::crossEntropy;

    /**
     * As {@link #SOFTMAX}, without the positives in the denominator: {@code -mean s_p + log sum_n exp(s_n)}. It can be
     * negative. A row without negatives has the loss 0.
     */
    RowObjective DECOUPLED = RowObjective::decoupled;

    /**
     * Computes the loss of one query and replaces the row by its gradient. Does not overflow for logits of any size.
     *
     * @param logits changed in place into dLoss/dLogits
     * @param positives the columns of the positives, at least one
     * @return the loss, NaN if a logit is NaN
     */
    double evaluate(double[] logits, int... positives);

    /**
     * Returns this objective without negatives whose logit is above a threshold.
     *
     * @param largest the largest logit of a negative that is used
     */
    default RowObjective cancelling(double largest) {
        return (logits, positives) -> {
            double[] ofPositives = new double[positives.length];
            for (int k = 0; k < positives.length; k++) {
                ofPositives[k] = logits[positives[k]];
            }
            for (int j = 0; j < logits.length; j++) {
                logits[j] = logits[j] > largest ? Double.NEGATIVE_INFINITY : logits[j];
            }
            for (int k = 0; k < positives.length; k++) {
                logits[positives[k]] = ofPositives[k];
            }
            return evaluate(logits, positives);
        };
    }

    private static double decoupled(double[] logits, int... positives) {
        double share = 1.0 / positives.length;
        double ofPositives = 0;
        for (int positive : positives) {
            ofPositives += share * logits[positive];
            logits[positive] = Double.NEGATIVE_INFINITY;
        }
        double ofNegatives = LogSumExp.softmax(logits, 1, logits);
        if (ofNegatives == Double.NEGATIVE_INFINITY) {
            return 0 * ofPositives;
        }
        for (int positive : positives) {
            logits[positive] = -share;
        }
        return ofNegatives - ofPositives;
    }
}
