package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.Similarity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A trained encoder beside its floors, all on one split.
 *
 * @param trained the encoder
 * @param untrained the same architecture before training, its batch-norm statistics calibrated on the training images
 * @param rawPixels the pixels themselves; k-NN under the better of centred cosine and Euclidean
 * @param rawPixelSimilarity which of the two was better
 * @param trainedHealth of the trained encoder's embeddings of the test set
 * @param untrainedHealth of the untrained one's
 * @param knn how neighbours voted
 * @param trainSize labelled images that the classifiers were fitted on
 * @param testSize labelled images that they were tested on
 */
public record EvaluationReport(
        Scores trained,
        Scores untrained,
        Scores rawPixels,
        Similarity rawPixelSimilarity,
        EmbeddingHealth trainedHealth,
        EmbeddingHealth untrainedHealth,
        KnnConfig knn,
        int trainSize,
        int testSize) {

    /**
     * The accuracies by name, 0..1, as a run's summary has them: {@code knnAccuracy, linearAccuracy} of the trained
     * encoder, and the same two in {@code untrained} and {@code rawPixels}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(trained.toMap());
        map.put("untrained", untrained.toMap());
        map.put("rawPixels", rawPixels.toMap());
        return map;
    }

    /** A table for people, accuracies in percent, lines ended by '\n'. */
    public String table() {
        String pixels = rawPixelSimilarity == Similarity.EUCLIDEAN ? "Euclidean" : "centred cosine";
        return row("accuracy, %", "k-NN", "linear")
                + row("trained encoder", percent(trained.knnAccuracy()), percent(trained.linearAccuracy()))
                + row("untrained encoder", percent(untrained.knnAccuracy()), percent(untrained.linearAccuracy()))
                + row("raw pixels", percent(rawPixels.knnAccuracy()), percent(rawPixels.linearAccuracy()))
                + String.format(
                        Locale.ROOT,
                        "%d labelled images to fit, %d to test; k-NN: k = %d, t = %s, raw pixels %s\n",
                        trainSize,
                        testSize,
                        knn.k(),
                        knn.temperature(),
                        pixels)
                + health("trained", trainedHealth)
                + health("untrained", untrainedHealth);
    }

    private static String row(String name, String knn, String linear) {
        return String.format(Locale.ROOT, "%-18s %6s  %6s\n", name, knn, linear);
    }

    private static String percent(double accuracy) {
        return String.format(Locale.ROOT, "%.1f", 100 * accuracy);
    }

    private static String health(String name, EmbeddingHealth health) {
        return String.format(
                Locale.ROOT,
                "%s embeddings: deviation %.4f (full sphere %.4f), effective rank %.1f of %d\n",
                name,
                health.deviation(),
                health.healthyDeviation(),
                health.effectiveRank(),
                health.dimension());
    }
}
