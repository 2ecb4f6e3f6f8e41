package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.function.IntPredicate;

/** The choice of an anchor's negative among the rows of other samples, from the 2N rows of both views of a batch. */
public enum NegativeMining {

    /** A random one, all equally likely. */
    RANDOM {
        @Override
        int[] choose(EmbeddingRows rows, Distance distance, RandomKey key) {
            RandomStream random = key.stream();
            int n = rows.count() / 2;
            int[] negatives = new int[2 * n];
            for (int i = 0; i < negatives.length; i++) {
                int choice = random.nextInt(2 * n - 2);
                int sample = i % n;
                choice += choice >= sample ? 1 : 0;
                negatives[i] = choice + (choice >= sample + n ? 1 : 0);
            }
            return negatives;
        }
    },

    /**
     * The nearest of those that are farther away than the positive; if all are nearer, the farthest (Schroff et al.
     * 2015, arXiv:1503.03832, section 3.2). Harder negatives can make all embeddings collapse early in training.
     */
    SEMI_HARD {
        @Override
        int[] choose(EmbeddingRows rows, Distance distance, RandomKey key) {
            return byDistance(rows, distance, (distances, i, n) -> {
                double toPositive = distances[(i + n) % (2 * n)];
                int semiHard = nearest(distances, j -> isOther(i, j, n) && distances[j] > toPositive);
                return semiHard >= 0 ? semiHard : farthest(distances, j -> isOther(i, j, n));
            });
        }
    },

    /** The nearest. */
    HARDEST {
        @Override
        int[] choose(EmbeddingRows rows, Distance distance, RandomKey key) {
            return byDistance(rows, distance, (distances, i, n) -> nearest(distances, j -> isOther(i, j, n)));
        }
    };

    /**
     * Chooses the negative of each row; rows i and i + N are the views of sample i.
     *
     * @param key the key of the random choices
     */
    abstract int[] choose(EmbeddingRows rows, Distance distance, RandomKey key);

    @FunctionalInterface
    private interface Choice {

        /** Chooses the negative of row i of 2n, given its distances to all rows. */
        int of(double[] distances, int i, int n);
    }

    private static int[] byDistance(EmbeddingRows rows, Distance distance, Choice choice) {
        double[][] distances = new double[rows.count()][rows.count()];
        int[] negatives = new int[rows.count()];
        for (int i = 0; i < negatives.length; i++) {
            for (int j = 0; j < i; j++) {
                distances[i][j] = distance.of(rows.row(i), rows.row(j));
                distances[j][i] = distances[i][j];
            }
        }
        for (int i = 0; i < negatives.length; i++) {
            negatives[i] = choice.of(distances[i], i, negatives.length / 2);
        }
        return negatives;
    }

    private static boolean isOther(int i, int j, int n) {
        return j % n != i % n;
    }

    /** Returns the nearest eligible row, the first in case of ties; -1 if there is none. */
    private static int nearest(double[] distances, IntPredicate asked) {
        int best = -1;
        for (int j = 0; j < distances.length; j++) {
            if (asked.test(j) && (best < 0 || distances[j] < distances[best])) {
                best = j;
            }
        }
        return best;
    }

    private static int farthest(double[] distances, IntPredicate asked) {
        int best = -1;
        for (int j = 0; j < distances.length; j++) {
            if (asked.test(j) && (best < 0 || distances[j] > distances[best])) {
                best = j;
            }
        }
        return best;
    }
}
