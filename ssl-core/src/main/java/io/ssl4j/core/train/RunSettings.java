package io.ssl4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What must be the same when a run resumes, as texts by name. The bits of a run depend on all of them.
 *
 * @param values by name, in the order in which differences are reported
 */
record RunSettings(Map<String, String> values) {

    static final String PREFIX = "settings/";

    RunSettings {
        values = new LinkedHashMap<>(values);
    }

    static RunSettings of(SslMethod<?> method, TrainerConfig config, int samples) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("method", method.name());
        values.put("methodSettings", method.settings());
        values.put("views", method.views().describe().strip().replace("\n", "; "));
        values.put("samples", Integer.toString(samples));
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
        return new RunSettings(values);
    }

    /** The same with the groups that the method trains, which are known once it is prepared. */
    RunSettings withGroups(List<TrainedGroup> groups) {
        Map<String, String> all = new LinkedHashMap<>(values);
        groups.forEach(group -> all.put("group " + group.name(), group.describe()));
        return new RunSettings(all);
    }

    /**
     * Checks that a checkpoint was written under these settings.
     *
     * @throws CheckpointFormatException naming the first difference
     */
    void check(CheckpointFile file) {
        values.forEach((name, value) -> {
            String stored = file.text(PREFIX + name);
            if (!Objects.equals(stored, value)) {
                throw new CheckpointFormatException(
                        file.path(),
                        "a run resumes under the settings that it began with; it was written with " + name + " = "
                                + stored + ", this run has " + name + " = " + value,
                        "set " + name + " to " + stored + ", or begin a new run in another directory");
            }
        });
    }

    /** A record says what it is; of the user's own lambda nothing is known that would be the same in another process. */
    static String describe(Object setting) {
        return setting instanceof Record ? setting.toString() : "custom";
    }
}
