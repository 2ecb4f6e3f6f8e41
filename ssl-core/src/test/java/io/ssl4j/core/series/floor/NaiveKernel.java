package io.ssl4j.core.series.floor;

import io.ssl4j.core.series.Series;

/** A random kernel applied as its formula says, in double. */
final class NaiveKernel {

    private NaiveKernel() {}

    /** The share of positive outputs and the largest one. */
    static double[] features(RandomKernel kernel, Series series) {
        int span = (kernel.length() - 1) * kernel.dilation();
        int padding = kernel.padded() ? span / 2 : 0;
        int count = series.length() + 2 * padding - span;
        int positive = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < count; t++) {
            double output = kernel.bias();
            for (int c = 0; c < kernel.channels().length; c++) {
                for (int j = 0; j < kernel.length(); j++) {
                    int time = t - padding + j * kernel.dilation();
                    boolean inside = time >= 0 && time < series.length();
                    double weight = kernel.weights()[c * kernel.length() + j];
                    output += inside ? weight * series.value(kernel.channels()[c], time) : 0;
                }
            }
            positive += output > 0 ? 1 : 0;
            largest = Math.max(largest, output);
        }
        return new double[] {(double) positive / count, largest};
    }
}
