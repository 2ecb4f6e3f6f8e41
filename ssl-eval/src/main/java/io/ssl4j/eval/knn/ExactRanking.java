package io.ssl4j.eval.knn;

import java.util.Arrays;

/**
 * The k rows with the largest exact scores, best first, with ties broken by the lower row. Rows must be offered in
 * ascending order.
 */
final class ExactRanking {

    private final double[] scores;
    private final int[] rows;
    private int size;

    ExactRanking(int k) {
        scores = new double[k];
        rows = new int[k];
    }

    void offer(double score, int row) {
        if (size == scores.length && !(score > scores[size - 1])) {
            return;
        }
        int place = size < scores.length ? size++ : size - 1;
        while (place > 0 && score > scores[place - 1]) {
            scores[place] = scores[place - 1];
            rows[place] = rows[place - 1];
            place--;
        }
        scores[place] = score;
        rows[place] = row;
    }

    /** The smallest kept score. */
    double worst() {
        return scores[size - 1];
    }

    int[] rows() {
        return Arrays.copyOf(rows, size);
    }

    double[] scores() {
        return Arrays.copyOf(scores, size);
    }
}
