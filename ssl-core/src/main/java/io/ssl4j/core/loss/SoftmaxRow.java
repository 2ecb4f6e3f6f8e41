package io.ssl4j.core.loss;

/** Softmax cross-entropy of one row of logits, computed without overflow for logits of any size. */
public final class SoftmaxRow {

    private SoftmaxRow() {}

    /**
     * The cross-entropy {@code -log softmax(logits)[target]}; the row becomes its gradient, {@code softmax - one-hot}.
     *
     * @param logits changed in place into dLoss/dLogits; minus infinity takes a column out, with the gradient 0
     * @param target the right column
     * @return the loss, NaN if a logit is NaN
     */
    public static double crossEntropy(double[] logits, int target) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double ofTarget = logits[target] - largest;
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            logits[j] = Math.exp(logits[j] - largest);
            sum += logits[j];
        }
        for (int j = 0; j < logits.length; j++) {
            logits[j] /= sum;
        }
        logits[target] -= 1;
        return Math.log(sum) - ofTarget;
    }

    /** Whether the target's logit is above every other one; a tie is a miss. */
    public static boolean hits(double[] logits, int target, int excluded) {
        for (int j = 0; j < logits.length; j++) {
            if (j != target && j != excluded && !(logits[target] > logits[j])) {
                return false;
            }
        }
        return true;
    }
}
