package io.ssl4j.eval.metrics;

/** How far predicted probabilities can be believed. */
public final class ProbabilityMetrics {

    /** Bins of the calibration error, as in Guo et al. 2017, arXiv:1706.04599, section 2. */
    private static final int BINS = 15;

    /** The smallest probability that log loss takes for a class, so that one certain error is not infinitely bad. */
    private static final double LEAST = 1e-15;

    private ProbabilityMetrics() {}

    /**
     * The mean of {@code -log} of the probability given to the right class, in nats; ln(classes) for uniform guesses.
     */
    public static double logLoss(double[][] probabilities, int[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum -= Math.log(Math.max(LEAST, probabilities[i][labels[i]]));
        }
        return sum / labels.length;
    }

    /**
     * The expected calibration error: the mean difference between the confidence in a prediction and the accuracy of
     * predictions with about that confidence (Guo et al. 2017, arXiv:1706.04599, equation 3). 0 is ideal.
     */
    public static double calibrationError(double[][] probabilities, int[] predictions, int[] labels) {
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        for (int i = 0; i < labels.length; i++) {
            double p = probabilities[i][predictions[i]];
            int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(p * BINS) - 1));
            confidence[bin] += p;
            right[bin] += predictions[i] == labels[i] ? 1 : 0;
        }
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(confidence[b] - right[b]) / labels.length;
        }
        return error;
    }
}
