package io.ssl4j.examples.benchmark.task;

import java.io.PrintStream;
import java.util.Arrays;

/** Where a task writes its figures. */
final class Output {

    private final PrintStream stream;

    Output(PrintStream stream) {
        this.stream = stream;
    }

    void figure(String name, double value) {
        stream.println("@ " + name + " " + value);
        stream.flush();
    }

    void remark(String text) {
        stream.println("# " + text);
        stream.flush();
    }

    /** The least of the values that this part of them does not exceed (nearest rank). */
    static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }
}
