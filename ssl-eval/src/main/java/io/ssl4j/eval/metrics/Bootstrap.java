package io.ssl4j.eval.metrics;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.Arrays;

/**
 * Confidence intervals of accuracies by drawing test samples with replacement (Efron and Tibshirani 1993, "An
 * introduction to the bootstrap", chapter 13): 2.5 and 97.5 percentiles of 2,000 draws. They say what other test
 * samples would change; they say nothing of other training runs.
 */
public final class Bootstrap {

    private static final int DRAWS = 2000;
    private static final RandomKey KEY = RandomKey.of(0).child("bootstrap");

    private Bootstrap() {}

    /** The 95 % interval of the mean of some values, one for each test sample. */
    public static Interval mean(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval needs at least one test sample, got none");
        }
        double[] means = new double[DRAWS];
        RandomStream random = KEY.stream();
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[draw] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (0.025 * DRAWS)], means[(int) (0.975 * DRAWS) - 1]);
    }

    /** The 95 % interval of an accuracy. */
    public static Interval accuracy(int[] predictions, int[] labels) {
        double[] right = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            right[i] = predictions[i] == labels[i] ? 1 : 0;
        }
        return mean(right);
    }

    /**
     * The 95 % interval of the difference of two accuracies on the same test samples, which is narrower than those of
     * the two accuracies suggest.
     */
    public static Interval difference(int[] predictions, int[] others, int[] labels) {
        return mean(paired(predictions, others, labels));
    }

    private static double[] paired(int[] predictions, int[] others, int[] labels) {
        if (predictions.length != others.length) {
            throw new IllegalArgumentException("a paired difference needs predictions for the same test samples, got "
                    + predictions.length + " and " + others.length);
        }
        double[] values = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            values[i] = (predictions[i] == labels[i] ? 1 : 0) - (others[i] == labels[i] ? 1 : 0);
        }
        return values;
    }
}
