package io.ssl4j.cli.table;

import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.run.RunFolder;
import io.ssl4j.core.io.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;

/** How far the run of a row has come. */
enum RowState {
    /** There is nothing, or nothing to resume from. */
    NEW("to begin"),
    /** There is a checkpoint and no summary. */
    BEGUN("to resume"),
    /** There is a summary. */
    DONE("done");

    private final String text;

    RowState(String text) {
        this.text = text;
    }

    /**
     * Looks into the folder of a row.
     *
     * @throws IllegalArgumentException if it holds a run with other settings, or something else
     */
    static RowState of(TableRow row, RunFolder folder) throws IOException {
        if (!Files.exists(folder.settings())) {
            requireNothingElse(row, folder.folder());
            return NEW;
        }
        row.requireSame(RunSettings.read(folder.settings()), folder.folder());
        if (summary(folder).isPresent()) {
            return DONE;
        }
        return folder.hasCheckpoint() ? BEGUN : NEW;
    }

    /** The figures of a complete run. */
    static Optional<JsonNode> summary(RunFolder folder) throws IOException {
        return RunFolder.read(folder.summary()).filter(summary -> summary.has("trainSeconds"));
    }

    private static void requireNothingElse(TableRow row, Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(FolderLock.FILE))) {
                throw new IllegalArgumentException(
                        "the folder of row '" + row.name() + "' must be empty or hold a run, " + folder
                                + " holds files and no run.yaml; give the row another name, or delete that folder");
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
