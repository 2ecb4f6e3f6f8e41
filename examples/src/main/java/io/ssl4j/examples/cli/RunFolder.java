package io.ssl4j.examples.cli;

import io.ssl4j.core.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Where the files of a run are. */
record RunFolder(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The encoder: a plain DL4J model file. */
    Path encoder() {
        return folder.resolve("encoder.zip");
    }

    /** The figures at the end. */
    Path summary() {
        return folder.resolve("summary.json");
    }

    /** What the run was asked to do. */
    Path settings() {
        return folder.resolve("run.json");
    }

    /** Loss, learning rate and speed of every step. */
    Path metrics() {
        return folder.resolve("metrics.csv");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    static JsonNode read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return JSON.readTree(file.toFile());
    }

    /** Writes JSON; the file appears whole or not at all. */
    static void write(Path file, Object content) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
        AtomicFile.write(file, stream -> stream.write(bytes));
    }
}
