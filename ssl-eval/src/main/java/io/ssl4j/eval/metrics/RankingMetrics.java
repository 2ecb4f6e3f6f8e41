package io.ssl4j.eval.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How well scores rank positives above negatives, whatever the threshold. */
public final class RankingMetrics {

    private RankingMetrics() {}

    /**
     * The area under the ROC curve: the probability that a positive has a higher score than a negative, where a tie
     * counts half (Mann and Whitney 1947). 0.5 is chance.
     *
     * @param scores finite
     * @return 0..1, NaN if there is no positive or no negative
     */
    public static double rocAuc(double[] scores, boolean[] positive) {
        requireScores(scores, positive);
        Integer[] order = ascending(scores);
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            double meanRank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                if (positive[order[i]]) {
                    rankSum += meanRank;
                    positives++;
                }
            }
            from = to;
        }
        long negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /**
     * Average precision: the mean of the precision at each threshold, weighted by the gain in recall, without
     * interpolation (as scikit-learn's {@code average_precision_score}). Chance is the share of positives.
     *
     * @param scores finite
     * @return 0..1, NaN if there is no positive
     */
    public static double averagePrecision(double[] scores, boolean[] positive) {
        requireScores(scores, positive);
        Integer[] order = ascending(scores);
        long positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        if (positives == 0) {
            return Double.NaN;
        }
        double sum = 0;
        long seen = 0;
        long hits = 0;
        for (int from = order.length; from > 0; ) {
            int to = from;
            long before = hits;
            while (to > 0 && scores[order[to - 1]] == scores[order[from - 1]]) {
                to--;
                seen++;
                hits += positive[order[to]] ? 1 : 0;
            }
            sum += (double) hits / seen * (hits - before) / positives;
            from = to;
        }
        return sum;
    }

    private static Integer[] ascending(double[] scores) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        return order;
    }

    private static void requireScores(double[] scores, boolean[] positive) {
        if (scores.length == 0 || scores.length != positive.length) {
            throw new IllegalArgumentException("each sample needs a score, and there must be one, got " + scores.length
                    + " scores for " + positive.length + " samples");
        }
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("scores must be finite numbers, got " + score);
            }
        }
    }
}
