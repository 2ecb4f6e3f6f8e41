package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.SoftmaxRow;

/**
 * What a query minimises, given its logits: one of them belongs to its positive, the others to negatives. Columns that
 * take no part, such as the similarity of a row with itself, hold minus infinity; their gradient is 0.
 */
@FunctionalInterface
interface RowObjective {

    /** The cross-entropy of a softmax over the positive and the negatives. */
    RowObjective SOFTMAX = SoftmaxRow::crossEntropy;

    /**
     * The same without the positive in the denominator: {@code -s_p + log sum_n exp(s_n)}. It can be negative. A row
     * without negatives has the loss 0.
     */
    RowObjective DECOUPLED = RowObjective::decoupled;

    /**
     * The loss of one query; the row becomes its gradient. Without overflow for logits of any size.
     *
     * @param logits changed in place into dLoss/dLogits
     * @param positive the column of the positive
     * @return the loss, NaN if a logit is NaN
     */
    double evaluate(double[] logits, int positive);

    /**
     * The same without negatives whose logit is above a threshold.
     *
     * @param largest the largest logit of a negative that takes part
     */
    default RowObjective cancelling(double largest) {
        return (logits, positive) -> {
            for (int j = 0; j < logits.length; j++) {
                if (j != positive && logits[j] > largest) {
                    logits[j] = Double.NEGATIVE_INFINITY;
                }
            }
            return evaluate(logits, positive);
        };
    }

    private static double decoupled(double[] logits, int positive) {
        double ofPositive = logits[positive];
        logits[positive] = Double.NEGATIVE_INFINITY;
        double ofNegatives = LogSumExp.softmax(logits, 1, logits);
        if (ofNegatives == Double.NEGATIVE_INFINITY) {
            return 0 * ofPositive;
        }
        logits[positive] = -1;
        return ofNegatives - ofPositive;
    }
}
