package io.ssl4j.eval.knn;

import io.ssl4j.eval.features.ClassScores;
import io.ssl4j.eval.features.Classifier;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fitted {@link KnnProbe} with its bank. */
public final class FittedKnn implements Classifier {

    private final KnnConfig config;
    private final NearestNeighbors search;
    private final int[] labels;
    private final int classes;

    FittedKnn(KnnConfig config, NearestNeighbors search, int[] labels, int classes) {
        this.config = config;
        this.search = search;
        this.labels = labels;
        this.classes = classes;
    }

    /** The configuration of the probe. */
    public KnnConfig config() {
        return config;
    }

    /** The scores are each class's share of the votes. */
    @Override
    public ClassScores classify(INDArray features) {
        Neighbors neighbours = search.find(features, config.k());
        int rows = neighbours.indices().length;
        int[] predictions = new int[rows];
        double[][] shares = new double[rows][classes];
        for (int q = 0; q < rows; q++) {
            predictions[q] = vote(neighbours.indices()[q], neighbours.similarities()[q], shares[q]);
            double sum = Arrays.stream(shares[q]).sum();
            for (int c = 0; c < classes; c++) {
                shares[q][c] /= sum;
            }
        }
        return new ClassScores(predictions, shares, true);
    }

    private int vote(int[] nearest, double[] similarities, double[] votes) {
        for (int i = 0; i < nearest.length; i++) {
            votes[labels[nearest[i]]] += weight(similarities[i], similarities[0]);
        }
        int best = labels[nearest[0]];
        for (int i = 1; i < nearest.length; i++) {
            // Neighbours come in order of nearness, and the comparison is strict, so the nearest class wins a tie.
            if (votes[labels[nearest[i]]] > votes[best]) {
                best = labels[nearest[i]];
            }
        }
        return best;
    }

    /**
     * Returns the weight of a vote, divided by that of the nearest neighbour, which changes no comparison and avoids
     * overflow.
     */
    private double weight(double similarity, double nearest) {
        return config.similarity() == Similarity.EUCLIDEAN
                ? 1
                : Math.exp((similarity - nearest) / config.temperature());
    }
}
