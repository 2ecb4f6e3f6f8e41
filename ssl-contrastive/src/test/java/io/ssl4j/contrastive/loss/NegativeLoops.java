package io.ssl4j.contrastive.loss;

import java.util.ArrayList;
import java.util.List;

/** The denominators of {@link Negatives} as naive loops over cosines, after the authors' code. */
final class NegativeLoops {

    /** A row's loss from the cosines of its positive and its negatives. */
    interface Row {
        double loss(double positive, List<Double> negatives);
    }

    private NegativeLoops() {}

    static Row softmax(double t) {
        return (positive, negatives) -> {
            double sum = negatives.stream().mapToDouble(c -> Math.exp(c / t)).sum();
            double pos = Math.exp(positive / t);
            return Math.log1p(sum / pos);
        };
    }

    static Row decoupled(double t) {
        return (positive, negatives) -> {
            double sum = negatives.stream().mapToDouble(c -> Math.exp(c / t)).sum();
            return -Math.log(Math.exp(positive / t) / sum);
        };
    }

    static Row debiased(double t, double tauPlus) {
        return (positive, negatives) -> {
            double sum = negatives.stream().mapToDouble(c -> Math.exp(c / t)).sum();
            return corrected(positive, sum, negatives.size(), t, tauPlus);
        };
    }

    static Row hard(double t, double tauPlus, double beta) {
        return (positive, negatives) -> {
            double meanWeight = negatives.stream()
                    .mapToDouble(c -> Math.exp(beta * c / t))
                    .average()
                    .orElseThrow();
            double sum = negatives.stream()
                    .mapToDouble(c -> Math.exp(beta * c / t) * Math.exp(c / t) / meanWeight)
                    .sum();
            return corrected(positive, sum, negatives.size(), t, tauPlus);
        };
    }

    private static double corrected(double positive, double sum, int count, double t, double tauPlus) {
        double pos = Math.exp(positive / t);
        double ng = Math.max((sum - tauPlus * count * pos) / (1 - tauPlus), count * Math.exp(-1 / t));
        return Math.log1p(ng / pos);
    }

    static Row cancelling(Row row, double threshold) {
        return (positive, negatives) -> {
            List<Double> left = negatives.stream().filter(c -> !(c > threshold)).toList();
            return left.isEmpty() ? 0 : row.loss(positive, left);
        };
    }

    /** Mean over all rows of both views; negatives are all rows of other samples. */
    static double among(double[][] z1, double[][] z2, Row row) {
        double sum = 0;
        for (int i = 0; i < z1.length; i++) {
            sum += row.loss(SimilarityLoops.cosine(z1[i], z2[i]), others(z1[i], i, z1, z2));
            sum += row.loss(SimilarityLoops.cosine(z2[i], z1[i]), others(z2[i], i, z1, z2));
        }
        return sum / (2 * z1.length);
    }

    /** Sum of both directions' means; negatives are rows of other samples in the other view. */
    static double across(double[][] z1, double[][] z2, Row row) {
        double sum = 0;
        for (int i = 0; i < z1.length; i++) {
            sum += row.loss(SimilarityLoops.cosine(z1[i], z2[i]), others(z1[i], i, z2));
            sum += row.loss(SimilarityLoops.cosine(z2[i], z1[i]), others(z2[i], i, z1));
        }
        return sum / z1.length;
    }

    private static List<Double> others(double[] query, int sample, double[][]... views) {
        List<Double> cosines = new ArrayList<>();
        for (double[][] view : views) {
            for (int k = 0; k < view.length; k++) {
                if (k != sample) {
                    cosines.add(SimilarityLoops.cosine(query, view[k]));
                }
            }
        }
        return cosines;
    }
}
