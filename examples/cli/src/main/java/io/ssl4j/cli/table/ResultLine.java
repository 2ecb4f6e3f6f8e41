package io.ssl4j.cli.table;

import io.ssl4j.cli.option.TrainingOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A line of a table of results: the settings of a run with its results, or with its error.
 *
 * @param fields as {@link #COLUMNS} has them; empty where there is nothing to say
 */
record ResultLine(List<String> fields) {

    private static final String STEPS = "steps";
    private static final String DIAGNOSES = "diagnoses";

    /**
     * What the lines of {@code table.csv} hold: accuracies 0..1, {@code floor} that of the modality's plainest floor,
     * {@code diagnoses} of the collapse monitor, {@code error} of
     * a run that failed.
     */
    static final List<String> COLUMNS = List.of(
            "name",
            "method",
            "settings",
            "seed",
            "epochs",
            "batch_size",
            STEPS,
            "train_seconds",
            "samples_per_second",
            "knn",
            "linear",
            "untrained_knn",
            "untrained_linear",
            "floor_knn",
            "floor_linear",
            "knn_gain",
            "embedding_deviation",
            "full_sphere_deviation",
            "effective_rank",
            DIAGNOSES,
            "error");

    /** The columns of a table that an earlier version wrote. */
    static final List<String> EARLIER_COLUMNS = COLUMNS.stream()
            .filter(column -> !Set.of(STEPS, DIAGNOSES).contains(column))
            .toList();

    private static final int FIGURES = COLUMNS.indexOf(STEPS);

    ResultLine {
        if (fields.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "a line of results must have " + COLUMNS.size() + " fields, got " + fields.size() + ": " + fields);
        }
        fields = List.copyOf(fields);
    }

    /**
     * A line as it was written.
     *
     * @param columns what the fields are; those of {@link #COLUMNS} that are missing stay empty
     * @throws IllegalArgumentException if there are not as many fields as columns
     */
    static ResultLine of(List<String> columns, List<String> fields) {
        if (fields.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a line of results must have " + columns.size() + " fields, got " + fields.size() + ": " + fields);
        }
        return new ResultLine(COLUMNS.stream()
                .map(column -> columns.contains(column) ? fields.get(columns.indexOf(column)) : "")
                .toList());
    }

    /**
     * Of a run that is complete.
     *
     * @param summary the content of its {@code summary.json}
     */
    static ResultLine of(TableRow row, JsonNode summary) {
        JsonNode untrained = summary.path("untrained");
        JsonNode floor = floor(summary);
        JsonNode embeddings = summary.path("embeddings");
        List<String> fields = begin(row);
        fields.add(text(summary.path("steps")));
        fields.add(text(summary.path("trainSeconds")));
        fields.add(text(summary.path("samplesPerSecond")));
        for (JsonNode scores : List.of(summary, untrained, floor)) {
            fields.add(text(scores.path("knnAccuracy")));
            fields.add(text(scores.path("linearAccuracy")));
        }
        fields.add(gain(summary.path("knnAccuracy"), untrained.path("knnAccuracy")));
        fields.add(text(embeddings.path("deviation")));
        fields.add(text(embeddings.path("fullSphereDeviation")));
        fields.add(text(embeddings.path("effectiveRank")));
        fields.add(diagnoses(summary.path("diagnoses")));
        fields.add("");
        return new ResultLine(fields);
    }

    /** The plainest, which comes first; an earlier version knew only raw pixels. */
    private static JsonNode floor(JsonNode summary) {
        JsonNode floors = summary.path("floors");
        return floors.isEmpty() ? summary.path("rawPixels") : floors.elements().next();
    }

    /** How many there are, and which; empty where the monitor was silent, which without measurements says nothing. */
    private static String diagnoses(JsonNode diagnoses) {
        if (!diagnoses.isArray()) {
            return "not measured";
        }
        List<String> kinds = new ArrayList<>();
        diagnoses.forEach(diagnosis -> kinds.add(diagnosis.path("kind").asText() + " at step "
                + diagnosis.path("step").asText()));
        return kinds.isEmpty() ? "" : kinds.size() + ": " + String.join("; ", kinds);
    }

    /** Of a run that failed, with the first sentence of what went wrong. */
    static ResultLine failed(TableRow row, String error) {
        List<String> fields = begin(row);
        fields.addAll(Collections.nCopies(COLUMNS.size() - 1 - fields.size(), ""));
        fields.add(error.replaceFirst("[.;](\\s.*)?$", ""));
        return new ResultLine(fields);
    }

    private static List<String> begin(TableRow row) {
        TrainingOptions training = row.settings().training();
        return new ArrayList<>(List.of(
                row.name(),
                training.method,
                row.shortSettings(),
                Long.toString(training.seed),
                Integer.toString(training.epochs),
                Integer.toString(training.batchSize)));
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.asText() : "";
    }

    /** In decimals, so that 0.3 less 0.1 is 0.2. */
    private static String gain(JsonNode trained, JsonNode untrained) {
        if (!trained.isNumber() || !untrained.isNumber()) {
            return "";
        }
        return BigDecimal.valueOf(trained.doubleValue())
                .subtract(BigDecimal.valueOf(untrained.doubleValue()))
                .toPlainString();
    }

    String name() {
        return get("name");
    }

    String get(String column) {
        return fields.get(COLUMNS.indexOf(column));
    }

    /** Whether a column holds a figure that a run comes to. */
    static boolean isFigure(String column) {
        return COLUMNS.indexOf(column) >= FIGURES && !column.equals(DIAGNOSES);
    }
}
