package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.Similarity;
import java.util.List;

/**
 * What a trained encoder has to beat on a split.
 *
 * @param untrained the same for all encoders of one architecture and seed
 * @param given floors of the modality, such as raw pixels, the plainest first; the same for all encoders
 */
public record Floors(Untrained untrained, List<Floor> given) {

    public Floors {
        given = List.copyOf(given);
    }

    /**
     * The architecture before training, its batch-norm statistics calibrated on the training samples.
     *
     * @param health of its embeddings of the test set
     */
    public record Untrained(Scores scores, EmbeddingHealth health) {}

    /**
     * Features that learn nothing from the samples.
     *
     * @param name for reports: "raw pixels"
     * @param scores k-NN under the better of centred cosine and Euclidean
     * @param similarity which of the two was better
     */
    public record Floor(String name, Scores scores, Similarity similarity) {}
}
