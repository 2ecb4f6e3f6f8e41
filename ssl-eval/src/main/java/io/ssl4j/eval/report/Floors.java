package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.Similarity;

/**
 * What a trained encoder has to beat on a split.
 *
 * @param untrained the same for all encoders of one architecture and seed
 * @param rawPixels the same for all encoders
 */
public record Floors(Untrained untrained, RawPixels rawPixels) {

    /**
     * The architecture before training, its batch-norm statistics calibrated on the training images.
     *
     * @param health of its embeddings of the test set
     */
    public record Untrained(Scores scores, EmbeddingHealth health) {}

    /**
     * The pixels themselves.
     *
     * @param scores k-NN under the better of centred cosine and Euclidean
     * @param similarity which of the two was better
     */
    public record RawPixels(Scores scores, Similarity similarity) {}
}
