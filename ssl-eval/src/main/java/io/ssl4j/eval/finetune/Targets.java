package io.ssl4j.eval.finetune;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a head learns about each sample, in data set order.
 *
 * @param task one class, several labels, or numbers
 * @param names the name of each output
 * @param rows one row per sample: the class as a single number, or one number for each output
 */
public record Targets(Predictor.Task task, List<String> names, double[][] rows) {

    public Targets {
        names = List.copyOf(names);
        if (rows.length == 0) {
            throw new IllegalArgumentException("targets need at least one sample, got none");
        }
        int least = task == Predictor.Task.CLASSES ? 2 : 1;
        if (names.size() < least) {
            throw new IllegalArgumentException("a head for " + task + " needs at least " + least + " name(s), got "
                    + names.size() + (least == 2 ? "; with one class there is nothing to learn" : ""));
        }
        for (int i = 0; i < rows.length; i++) {
            check(task, names.size(), rows[i], i);
        }
    }

    private static void check(Predictor.Task task, int outputs, double[] row, int sample) {
        int width = task == Predictor.Task.CLASSES ? 1 : outputs;
        if (row.length != width) {
            throw new IllegalArgumentException(
                    "each sample needs " + width + " target(s), got " + row.length + " for sample " + sample);
        }
        for (double value : row) {
            boolean fits =
                    switch (task) {
                        case CLASSES -> value >= 0 && value < outputs && value == Math.rint(value);
                        case LABELS -> value >= 0 && value <= 1;
                        case NUMBERS -> Double.isFinite(value);
                    };
            if (!fits) {
                String range =
                        switch (task) {
                            case CLASSES -> "a class in [0, " + outputs + ")";
                            case LABELS -> "in 0..1";
                            case NUMBERS -> "a finite number";
                        };
                throw new IllegalArgumentException(
                        "a target must be " + range + ", got " + value + " for sample " + sample);
            }
        }
    }

    /** The classes of a labelled data set. */
    public static Targets classes(LabeledDataset<?> data) {
        return classes(data.labels(), data.classNames());
    }

    /** One class per sample. */
    public static Targets classes(int[] labels, List<String> names) {
        return new Targets(
                Predictor.Task.CLASSES,
                names,
                Arrays.stream(labels).mapToObj(label -> new double[] {label}).toArray(double[][]::new));
    }

    /** Any number of labels per sample: {@code labels[i][j]} says whether sample i has label j. */
    public static Targets labels(boolean[][] labels, List<String> names) {
        double[][] rows = Arrays.stream(labels)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> row[j] ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
        return new Targets(Predictor.Task.LABELS, names, rows);
    }

    /** Numbers to predict: {@code numbers[i][j]} is output j of sample i. */
    public static Targets numbers(double[][] numbers, List<String> names) {
        return new Targets(Predictor.Task.NUMBERS, names, numbers);
    }

    /** The number of samples. */
    public int size() {
        return rows.length;
    }

    /** The number of outputs of the head. */
    public int outputs() {
        return names.size();
    }

    /** Returns the targets of some samples, in that order. */
    public Targets select(int... indices) {
        return new Targets(task, names, rowsOf(indices));
    }

    double[][] rowsOf(int... indices) {
        return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    int[] classesOf(int... indices) {
        return Arrays.stream(indices).map(i -> (int) rows[i][0]).toArray();
    }
}
