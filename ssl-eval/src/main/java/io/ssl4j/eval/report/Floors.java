package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.Similarity;
import java.util.List;

/**
 * The baselines that a trained encoder has to beat on a split.
 *
 * @param untrained the untrained encoder, the same for all encoders of one architecture and seed
 * @param given floors of the modality, such as raw pixels, the simplest first; the same for all encoders
 */
public record Floors(Untrained untrained, List<Floor> given) {

    public Floors {
        given = List.copyOf(given);
    }

    /**
     * The architecture before training, with batch-norm statistics calibrated on the training samples.
     *
     * @param health the health of its embeddings of the test set
     */
    public record Untrained(Scores scores, EmbeddingHealth health) {}

    /**
     * Features that learn nothing from the samples.
     *
     * @param name the name in reports: "raw pixels"
     * @param scores the scores, with k-NN for the better of centred cosine and Euclidean
     * @param similarity the better of the two
     */
    public record Floor(String name, Scores scores, Similarity similarity) {}
}
