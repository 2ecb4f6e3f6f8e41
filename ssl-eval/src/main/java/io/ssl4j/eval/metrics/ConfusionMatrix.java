package io.ssl4j.eval.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each class was predicted for each class.
 *
 * @param counts {@code counts[label][prediction]}, square
 */
public record ConfusionMatrix(int[][] counts) {

    public ConfusionMatrix {
        counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** Counts predictions against labels, both in {@code [0, classes)}. */
    public static ConfusionMatrix of(int[] predictions, int[] labels, int classes) {
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][predictions[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    @Override
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** The number of classes. */
    public int classes() {
        return counts.length;
    }

    /** The number of samples of a class. */
    public int samples(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /** The number of samples. */
    public int total() {
        return IntStream.range(0, classes()).map(this::samples).sum();
    }

    /** The fraction of samples that are classified correctly, 0..1. */
    public double accuracy() {
        return (double) IntStream.range(0, classes()).map(c -> counts[c][c]).sum() / total();
    }

    /** The fraction of a class's samples that are recognised, 0..1; NaN for a class without samples. */
    public double recall(int label) {
        int samples = samples(label);
        return samples == 0 ? Double.NaN : (double) counts[label][label] / samples;
    }

    /** The fraction of the predictions of a class that are right, 0..1; NaN for a class that is never predicted. */
    public double precision(int label) {
        int predicted = Arrays.stream(counts).mapToInt(row -> row[label]).sum();
        return predicted == 0 ? Double.NaN : (double) counts[label][label] / predicted;
    }

    /** The mean recall of the classes that have samples: what is left of the accuracy if all classes count the same. */
    public double balancedAccuracy() {
        return IntStream.range(0, classes())
                .mapToDouble(this::recall)
                .filter(recall -> !Double.isNaN(recall))
                .average()
                .orElse(Double.NaN);
    }

    /** The accuracy of always predicting the most frequent class of these samples. */
    public double majorityShare() {
        return (double) IntStream.range(0, classes()).map(this::samples).max().orElse(0) / total();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }
}
