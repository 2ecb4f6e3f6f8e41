package io.ssl4j.eval.report;

import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.Similarity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scores of a trained encoder and of its baselines, all on the same split.
 *
 * @param trained the encoder
 * @param floors the same architecture before training, and the floors of the modality
 * @param trainedHealth the health of the trained encoder's embeddings of the test set
 * @param knn the settings of k-NN
 * @param trainSize the number of labelled samples that the classifiers were fitted on
 * @param testSize the number of labelled samples that they were tested on
 */
public record EvaluationReport(
        Scores trained, Floors floors, EmbeddingHealth trainedHealth, KnnConfig knn, int trainSize, int testSize) {

    /** The scores of the encoder before training. */
    public Scores untrained() {
        return floors.untrained().scores();
    }

    /**
     * The accuracies by name, 0..1, in the form of a run's summary: {@code knnAccuracy, linearAccuracy} of the trained
     * encoder, the same two in {@code untrained}, and in {@code floors} by the name of each floor. Intervals,
     * confusion, recall, log loss and the like of the trained encoder are in {@code details}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(trained.toMap());
        map.put("untrained", untrained().toMap());
        Map<String, Object> given = new LinkedHashMap<>();
        floors.given().forEach(floor -> given.put(floor.name(), floor.scores().toMap()));
        map.put("floors", given);
        if (!trained.details().isEmpty()) {
            map.put("details", trained.details());
        }
        return map;
    }

    /** Formats a table for people, with accuracies in percent and lines ended by '\n'. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(row("accuracy, %", "k-NN", "linear"));
        table.append(row("trained encoder", trained));
        table.append(row("untrained encoder", untrained()));
        floors.given().forEach(floor -> table.append(row(floor.name(), floor.scores())));
        table.append(String.format(
                Locale.ROOT,
                "%d labelled samples to fit, %d to test; k-NN: k = %d, t = %s%s\n",
                trainSize,
                testSize,
                knn.k(),
                knn.temperature(),
                floors.given().stream()
                        .map(floor -> ", " + floor.name() + " "
                                + (floor.similarity() == Similarity.EUCLIDEAN ? "Euclidean" : "centred cosine"))
                        .collect(Collectors.joining())));
        Verdict.of(trained, floors).forEach(line -> table.append(line).append('\n'));
        table.append(health("trained", trainedHealth));
        table.append(health("untrained", floors.untrained().health()));
        return table.toString();
    }

    private static String row(String name, Scores scores) {
        return row(name, percent(scores.knnAccuracy()), percent(scores.linearAccuracy()));
    }

    private static String row(String name, String knn, String linear) {
        return String.format(Locale.ROOT, "%-19s %6s  %6s\n", name, knn, linear);
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
