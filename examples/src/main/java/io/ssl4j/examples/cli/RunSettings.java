package io.ssl4j.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Everything that a run was asked to do, as it is written beside its results: enough to resume it and to evaluate its
 * encoder on the same split.
 */
record RunSettings(DataOptions data, SplitOptions split, TrainingOptions training) {

    void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", Ssl4j.Version.text());
        data.write(root.putObject("data"));
        split.write(root.putObject("split"));
        training.write(root.putObject("training"));
        RunFolder.write(file, root);
    }

    static RunSettings read(Path file) throws IOException {
        JsonNode root = RunFolder.read(file);
        return new RunSettings(
                DataOptions.read(root.path("data")),
                SplitOptions.read(root.path("split")),
                TrainingOptions.read(root.path("training")));
    }
}
