package io.ssl4j.contrastive.loss;

/** The logarithm of a sum of exponentials, with the softmax that is its gradient. */
final class LogSumExp {

    private LogSumExp() {}

    /**
     * Computes {@code log sum_j exp(f x_j)} and {@code softmax(f x)}, without overflow.
     *
     * @param values minus infinity for columns to ignore
     * @param factor f, at least 0; ignored columns are ignored even at 0
     * @param softmax receives the softmax, 0 for ignored columns; may be the same array as the values
     * @return the logarithm; minus infinity, with a softmax of zeros, if all columns are ignored
     */
    static double softmax(double[] values, double factor, double[] softmax) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int j = 0; j < values.length; j++) {
            boolean out = values[j] == Double.NEGATIVE_INFINITY;
            softmax[j] = out ? 0 : Math.exp(factor * (values[j] - largest));
            sum += softmax[j];
        }
        if (sum == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        for (int j = 0; j < softmax.length; j++) {
            softmax[j] /= sum;
        }
        return factor * largest + Math.log(sum);
    }
}
