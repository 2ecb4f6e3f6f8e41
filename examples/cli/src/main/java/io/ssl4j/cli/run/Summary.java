package io.ssl4j.cli.run;

import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.eval.report.EvaluationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of {@code summary.json}. */
final class Summary {

    private Summary() {}

    /**
     * The fields in order.
     *
     * @param report empty for data without labels: the accuracies and embeddings are then null
     * @param diagnoses of the collapse monitor since the run was begun or resumed; empty if it had nothing to judge:
     *     then
     *     null and no empty list, which is a healthy run's
     */
    static Map<String, Object> of(
            TrainingOptions training,
            TrainingResult result,
            Optional<EvaluationReport> report,
            Optional<List<Map<String, Object>>> diagnoses) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("method", training.method);
        if (report.isPresent()) {
            summary.putAll(report.get().toMap());
            summary.put("embeddings", embeddings(report.get().trainedHealth()));
        } else {
            summary.put("knnAccuracy", null);
            summary.put("linearAccuracy", null);
            summary.put("untrained", null);
            summary.put("floors", null);
            summary.put("embeddings", null);
        }
        summary.put("diagnoses", diagnoses.orElse(null));
        summary.put("samplesPerSecond", result.samplesPerSecond());
        summary.put("trainSeconds", result.seconds());
        summary.put("steps", result.steps());
        summary.put("epochs", training.epochs);
        summary.put("seed", training.seed);
        return summary;
    }

    /** Of the trained encoder, on the test samples. */
    private static Map<String, Object> embeddings(EmbeddingHealth health) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("deviation", health.deviation());
        map.put("fullSphereDeviation", health.healthyDeviation());
        map.put("effectiveRank", health.effectiveRank());
        map.put("dimension", health.dimension());
        return map;
    }
}
