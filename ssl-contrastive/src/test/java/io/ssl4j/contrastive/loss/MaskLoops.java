package io.ssl4j.contrastive.loss;

import java.util.ArrayList;
import java.util.List;

/** {@link MaskedInfoNceLoss} as naive loops over cosines and two tables. */
final class MaskLoops {

    private MaskLoops() {}

    static double softmax(double[][] q, double[][] c, boolean[][] positives, boolean[][] negatives, double t) {
        return mean(q, c, positives, negatives, (of, others) -> sumExp(of, t) + sumExp(others, t), t);
    }

    static double decoupled(double[][] q, double[][] c, boolean[][] positives, boolean[][] negatives, double t) {
        return mean(q, c, positives, negatives, (of, others) -> sumExp(others, t), t);
    }

    /** The estimate of Chuang et al. from all positives of a query; beta weighs the negatives as Robinson et al. do. */
    static double hard(
            double[][] q,
            double[][] c,
            boolean[][] positives,
            boolean[][] negatives,
            double t,
            double tau,
            double beta) {
        return mean(
                q,
                c,
                positives,
                negatives,
                (of, others) -> {
                    double weights = 0;
                    double weighted = 0;
                    for (double cosine : others) {
                        weights += Math.exp(beta * cosine / t);
                        weighted += Math.exp(beta * cosine / t) * Math.exp(cosine / t);
                    }
                    double ofNegative = weighted / weights;
                    double ofFalse = sumExp(of, t) / of.size();
                    double g = Math.max((ofNegative - tau * ofFalse) / (1 - tau), Math.exp(-1 / t));
                    return sumExp(of, t) + others.size() * g;
                },
                t);
    }

    private interface Denominator {
        double of(List<Double> positives, List<Double> negatives);
    }

    private static double mean(
            double[][] q,
            double[][] c,
            boolean[][] positives,
            boolean[][] negatives,
            Denominator denominator,
            double t) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            List<Double> of = new ArrayList<>();
            List<Double> others = new ArrayList<>();
            for (int j = 0; j < c.length; j++) {
                double cosine = SimilarityLoops.cosine(q[i], c[j]);
                if (positives[i][j]) {
                    of.add(cosine);
                }
                if (negatives[i][j]) {
                    others.add(cosine);
                }
            }
            double ofQuery = 0;
            for (double cosine : of) {
                ofQuery -= Math.log(Math.exp(cosine / t) / denominator.of(of, others));
            }
            sum += ofQuery / of.size();
        }
        return sum / q.length;
    }

    private static double sumExp(List<Double> cosines, double t) {
        double sum = 0;
        for (double cosine : cosines) {
            sum += Math.exp(cosine / t);
        }
        return sum;
    }
}
