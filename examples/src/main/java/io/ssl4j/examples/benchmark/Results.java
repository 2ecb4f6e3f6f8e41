package io.ssl4j.examples.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Figures by contender, name and round. */
final class Results {

    private final Map<String, List<Double>> series = new TreeMap<>();

    void add(String contender, Map<String, Double> figures) {
        figures.forEach((name, value) -> series.computeIfAbsent(contender + "." + name, key -> new ArrayList<>())
                .add(value));
    }

    /** A figure such as "step.ours.stepSeconds" over the rounds, if it was measured. */
    Optional<double[]> series(String key) {
        return Optional.ofNullable(series.get(key))
                .map(values -> values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Middle and ends of a figure.
     *
     * @param median of an even number of rounds, the mean of the two in the middle
     */
    record Spread(double median, double min, double max) {

        static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int n = sorted.length;
            return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
        }
    }
}
