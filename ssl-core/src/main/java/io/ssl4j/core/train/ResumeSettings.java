package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointFile;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.method.SettingsText;
import io.ssl4j.core.method.SslMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings that must be the same when a run resumes, as text by name. The result of a run depends on all of them,
 * to the last bit.
 *
 * @param values the texts by name, in the order in which differences are reported
 */
record ResumeSettings(Map<String, String> values) {

    private static final String SAMPLES = "samples";

    ResumeSettings {
        values = new LinkedHashMap<>(values);
    }

    /** @param labels the labels that the method receives */
    static ResumeSettings of(SslMethod<?> method, TrainerConfig config, int samples, Optional<int[]> labels) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("method", method.name());
        values.put("methodSettings", method.settings());
        values.put("views", method.views().describe().strip().replace("\n", "; "));
        values.put(SAMPLES, Integer.toString(samples));
        if (method.usesLabels()) {
            values.put("labels", labels.map(ResumeSettings::fingerprint).orElse("none"));
        }
        values.put("batchSize", Integer.toString(config.batchSize()));
        values.put("accumulate", Integer.toString(config.accumulate()));
        values.put("dropLast", Boolean.toString(config.dropLast()));
        values.put("epochs", Integer.toString(config.epochs()));
        values.put("seed", Long.toString(config.seed()));
        values.put("optimizer", config.optimizer().describe());
        values.put("schedule", describe(config.schedule()));
        values.put("weightDecaySchedule", describe(config.weightDecaySchedule()));
        values.put("learningRate", config.describeLearningRate());
        values.put("clipping", describe(config.clipping()));
        return new ResumeSettings(values);
    }

    private static String fingerprint(int[] labels) {
        return "fingerprint " + Integer.toHexString(Arrays.hashCode(labels));
    }

    /**
     * Checks that a checkpoint was written under these settings.
     *
     * @throws CheckpointFormatException naming the first difference
     */
    void check(CheckpointFile file) {
        values.forEach((name, value) -> {
            // RunData compares the data.
            if (!name.equals(SAMPLES)) {
                requireSame(file, Checkpoint.SETTINGS + name, name, value);
            }
        });
    }

    /**
     * Checks that a text of a checkpoint equals that of the run.
     *
     * @param key the key of the text
     * @param name the name of the setting in the message
     * @throws CheckpointFormatException if it differs
     */
    static void requireSame(CheckpointFile file, String key, String name, String value) {
        String stored = file.text(key);
        if (!Objects.equals(stored, value)) {
            throw new CheckpointFormatException(
                    file.path(),
                    "a run resumes under the settings that it began with; it was written with " + name + " = " + stored
                            + ", this run has " + name + " = " + value,
                    "set " + name + " to " + stored + ", or begin a new run in another directory");
        }
    }

    /**
     * Describes a setting as text. A record prints its values; a user's lambda has no text that is the same in another
     * process.
     */
    static String describe(Object setting) {
        return setting instanceof Record ? SettingsText.of(setting) : "custom";
    }
}
