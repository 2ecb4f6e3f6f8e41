package io.ssl4j.cli.table;

import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A row of a table of results: one run.
 *
 * @param name of the row, and of the run's folder
 * @param settings of the run, resolved
 */
public record TableRow(String name, RunSettings settings) {

    /** What a table says in columns of its own or above itself, and what changes no result. */
    private static final Set<String> ELSEWHERE = Set.of(
            "data",
            "modality",
            "method",
            "epochs",
            "batch-size",
            "seed",
            "loader-threads",
            "checkpoint-every",
            "on-full-disk",
            "knn-every",
            "tensorboard");

    /** Encoders that have a width. */
    private static final Set<String> WITH_WIDTH = Set.of("resnet-s", "dilated-conv");

    /** The settings that are not as they are by default, in short: {@code lr=0.001 temperature=0.2}. */
    String shortSettings() {
        RunSettings defaults = new RunSettings();
        defaults.training().method = settings.training().method;
        defaults.data().modality = settings.data().modality;
        defaults.resolve();
        Map<String, String> usual = defaults.texts();
        List<String> different = new ArrayList<>();
        settings.texts().forEach((key, value) -> {
            if (!ELSEWHERE.contains(key) && !value.equals(usual.get(key))) {
                different.add(key.replaceFirst("^(set|read)\\.", "") + "="
                        + (key.equals("init") ? Path.of(value).getFileName() : value));
            }
        });
        return String.join(" ", different);
    }

    /** Where the samples come from, without the folders above. */
    String dataName() {
        Path path = settings.data().path;
        return path == null
                ? settings.data().name()
                : path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** The encoder, with its width if it has one. */
    String encoderName() {
        TrainingOptions training = settings.training();
        if (training.init != null) {
            return "an encoder of " + training.init.getFileName();
        }
        return training.encoder + (WITH_WIDTH.contains(training.encoder) ? " of width " + training.width : "");
    }

    /**
     * Rejects a run of other settings.
     *
     * @param begun of the run in the folder
     * @throws IllegalArgumentException if they are not those of this row, with what differs
     */
    void requireSame(RunSettings begun, Path folder) {
        begun.resolve();
        Map<String, String> before = begun.texts();
        Map<String, String> now = settings.texts();
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<String> changes = new ArrayList<>();
        for (String key : keys) {
            String old = before.getOrDefault(key, "not given");
            String wanted = now.getOrDefault(key, "not given");
            if (!old.equals(wanted)) {
                changes.add(key + " was " + old + " and is " + wanted);
            }
        }
        if (!changes.isEmpty()) {
            throw new IllegalArgumentException("the settings of row '" + name + "' must be those that the run in "
                    + folder + " began with, got others: " + String.join(", ", changes)
                    + "; give the row another name, or delete that folder");
        }
    }
}
