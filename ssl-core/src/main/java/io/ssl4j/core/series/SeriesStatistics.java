package io.ssl4j.core.series;

import io.ssl4j.core.data.Dataset;

/**
 * Channels, lengths, and the mean and standard deviation of every channel, over all values of a data set.
 *
 * @param channels of every series
 * @param shortest time steps of the shortest series
 * @param longest time steps of the longest series
 * @param mean per channel
 * @param deviation per channel, of the population (divided by n)
 */
record SeriesStatistics(int channels, int shortest, int longest, double[] mean, double[] deviation) {

    static SeriesStatistics of(Dataset<Series> data) {
        if (data.size() < 1) {
            throw new IllegalArgumentException("an encoder input needs a data set of at least 1 series, got none");
        }
        int channels = data.get(0).channels();
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        long count = 0;
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        for (int i = 0; i < data.size(); i++) {
            Series series = data.get(i);
            if (series.channels() != channels) {
                throw new IllegalArgumentException("all series of a data set must have the same channels, but "
                        + data.name(0) + " has " + data.get(0) + " and " + data.name(i) + " has " + series
                        + "; select the same channels of each");
            }
            shortest = Math.min(shortest, series.length());
            longest = Math.max(longest, series.length());
            count += series.length();
            for (int c = 0; c < channels; c++) {
                for (int t = 0; t < series.length(); t++) {
                    double value = series.value(c, t);
                    sums[c] += value;
                    squares[c] += value * value;
                }
            }
        }
        double[] mean = new double[channels];
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = sums[c] / count;
            deviation[c] = Math.sqrt(Math.max(0, squares[c] / count - mean[c] * mean[c]));
        }
        return new SeriesStatistics(channels, shortest, longest, mean, deviation);
    }
}
