package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.Similarity;

/**
 * What a trained encoder has to beat on a split: the same for all encoders of one architecture and seed.
 *
 * @param untrained the architecture before training, its batch-norm statistics calibrated on the training images
 * @param untrainedHealth of its embeddings of the test set
 * @param rawPixels the pixels themselves; k-NN under the better of centred cosine and Euclidean
 * @param rawPixelSimilarity which of the two was better
 */
public record Floors(
        Scores untrained, EmbeddingHealth untrainedHealth, Scores rawPixels, Similarity rawPixelSimilarity) {}
