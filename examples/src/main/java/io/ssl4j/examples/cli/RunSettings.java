package io.ssl4j.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine.TypeConversionException;

/**
 * Everything that a run was asked to do, as it is written beside its results: enough to resume it and to evaluate its
 * encoder on the same split.
 */
record RunSettings(DataOptions data, SplitOptions split, TrainingOptions training, WatchOptions watch) {

    /** Refuses values that could not work, before anything is read or written. */
    void check() {
        data.check();
        split.check();
        training.check();
        watch.check();
    }

    void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", Ssl4j.Version.text());
        data.write(root.putObject("data"));
        split.write(root.putObject("split"));
        training.write(root.putObject("training"));
        watch.write(root.putObject("watch"));
        RunFolder.write(file, root);
    }

    /** @throws IOException if the file is not what {@link #write} wrote */
    static RunSettings read(Path file) throws IOException {
        try {
            JsonNode root = RunFolder.read(file);
            RunSettings settings = new RunSettings(
                    DataOptions.read(root.path("data")),
                    SplitOptions.read(root.path("split")),
                    TrainingOptions.read(root.path("training")),
                    WatchOptions.read(root.path("watch")));
            settings.check();
            return settings;
        } catch (IllegalArgumentException | TypeConversionException e) {
            throw new IOException(file + " does not hold the settings of a run: " + e.getMessage(), e);
        }
    }
}
