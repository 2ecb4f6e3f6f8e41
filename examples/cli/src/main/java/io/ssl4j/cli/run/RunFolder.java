package io.ssl4j.cli.run;

import io.ssl4j.cli.option.ErrorText;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.io.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Where the files of a run are. */
public record RunFolder(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The encoder: a plain DL4J model file. */
    Path encoder() {
        return folder.resolve("encoder.zip");
    }

    /** Another encoder of the method, by its name there. */
    Path encoder(String name) {
        return folder.resolve("encoder-" + name.replace('/', '-') + ".zip");
    }

    /** The figures at the end. */
    public Path summary() {
        return folder.resolve("summary.json");
    }

    /** What the run was asked to do. */
    public Path settings() {
        return folder.resolve("run.yaml");
    }

    /** The samples that the run began with, and the part of each: {@link DataRecord}. */
    public Path data() {
        return folder.resolve("data.csv");
    }

    /** Where the encoder comes from. */
    public Path provenance() {
        return folder.resolve("provenance.json");
    }

    /** Loss, learning rate and speed of every step. */
    public Path metrics() {
        return folder.resolve("metrics.csv");
    }

    /** k-NN accuracy on the validation samples during the run. */
    public Path knn() {
        return folder.resolve("knn.csv");
    }

    /** What TensorBoard reads. */
    Path tensorBoard() {
        return folder.resolve("tensorboard");
    }

    /** A new run does not mix its files with others. The file of a lock is none. */
    public void requireEmpty() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(FolderLock.FILE))) {
                throw new IllegalArgumentException("--out must name a new or empty folder, " + folder
                        + " holds files; name another, or continue the run with --resume " + folder);
            }
        }
    }

    /** Makes the folder of a new run, so that a disk that cannot be written shows before the training. */
    void create() throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".test"));
        } catch (IOException e) {
            throw new IOException(
                    "cannot write into the folder " + folder + " (" + ErrorText.of(e) + "); name another with --out",
                    e);
        }
    }

    /** Takes away what a run has logged that ended before its first checkpoint, so that it can begin again here. */
    public void clearLogs() throws IOException {
        Files.deleteIfExists(data());
        Files.deleteIfExists(metrics());
        Files.deleteIfExists(knn());
        if (Files.isDirectory(tensorBoard())) {
            try (var files = Files.newDirectoryStream(tensorBoard())) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The settings of the run in this folder, which can be resumed. */
    public RunSettings begun() throws IOException {
        if (!Files.exists(settings())) {
            throw new IllegalArgumentException("--resume must name the folder of a run, and there is no " + settings());
        }
        if (!Files.isDirectory(checkpoints())) {
            throw new IllegalArgumentException("the run in " + folder
                    + " ended before its first checkpoint; start it again with --out and another folder");
        }
        return RunSettings.read(settings());
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Whether there is something to resume from. */
    public boolean hasCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return false;
        }
        try (var files = Files.newDirectoryStream(checkpoints(), "checkpoint-*.ssl4j")) {
            return files.iterator().hasNext();
        }
    }

    /** Reads JSON that {@link #write} wrote; nothing if there is no such file or it is not whole. */
    public static Optional<JsonNode> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(file.toFile())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Writes JSON; the file appears whole or not at all. */
    public static void write(Path file, Object content) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
        AtomicFile.write(file, stream -> stream.write(bytes));
    }
}
