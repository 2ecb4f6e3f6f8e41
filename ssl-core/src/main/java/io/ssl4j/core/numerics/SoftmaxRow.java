package io.ssl4j.core.numerics;

/** Softmax cross-entropy of one row of logits, computed without overflow for logits of any size. */
public final class SoftmaxRow {

    private SoftmaxRow() {}

    /**
     * Computes the cross-entropy with one target, {@code -log softmax(logits)[t]}, or its mean over several, and
     * replaces the row by the gradient, {@code softmax} minus each target's share.
     *
     * @param logits replaced by dLoss/dLogits; minus infinity excludes a column, whose gradient is 0
     * @param targets the correct columns, at least one
     * @return the loss, NaN if a logit is NaN
     */
    public static double crossEntropy(double[] logits, int... targets) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double share = 1.0 / targets.length;
        double ofTargets = 0;
        for (int target : targets) {
            ofTargets += share * (logits[target] - largest);
        }
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            logits[j] = Math.exp(logits[j] - largest);
            sum += logits[j];
        }
        for (int j = 0; j < logits.length; j++) {
            logits[j] /= sum;
        }
        for (int target : targets) {
            logits[target] -= share;
        }
        return Math.log(sum) - ofTargets;
    }

    /**
     * Returns whether the largest logit is a target's; a tie with another column counts as a miss.
     *
     * @param targets the correct columns, in ascending order
     */
    public static boolean hits(double[] logits, int... targets) {
        double ofTargets = Double.NEGATIVE_INFINITY;
        for (int target : targets) {
            ofTargets = Math.max(ofTargets, logits[target]);
        }
        int next = 0;
        for (int j = 0; j < logits.length; j++) {
            if (next < targets.length && targets[next] == j) {
                next++;
            } else if (!(ofTargets > logits[j])) {
                return false;
            }
        }
        return true;
    }
}
