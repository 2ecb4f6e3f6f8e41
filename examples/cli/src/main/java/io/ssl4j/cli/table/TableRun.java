package io.ssl4j.cli.table;

import io.ssl4j.cli.machine.Machine;
import io.ssl4j.cli.option.ErrorText;
import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.cli.option.Version;
import io.ssl4j.cli.run.FloorCache;
import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.cli.run.RunFolder;
import io.ssl4j.cli.run.Start;
import io.ssl4j.core.io.FolderLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JsonNode;
import picocli.CommandLine;

/**
 * Runs the rows of a table one after the other, each in a folder of its own, and writes the table after each. What is
 * done
 * stays done: another call resumes where this one was stopped.
 */
public final class TableRun {

    private final FloorCache floors = new FloorCache();
    private final List<TableRow> rows;
    private final Path folder;
    private final boolean ignoreMemory;
    private final boolean overwrite;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param rows all of the table, those that are not run too: what stands above the table is about all
     * @param folder of the table
     * @param overwrite whether files of its names that are not of this table are replaced
     */
    public TableRun(
            List<TableRow> rows,
            Path folder,
            boolean ignoreMemory,
            boolean overwrite,
            PrintWriter out,
            PrintWriter err) {
        this.rows = rows;
        this.folder = folder;
        this.ignoreMemory = ignoreMemory;
        this.overwrite = overwrite;
        this.out = out;
        this.err = err;
    }

    /** Lists what there is to do; nothing is written. */
    public void list(List<TableRow> chosen) throws IOException {
        ResultTable table = ResultTable.in(folder, overwrite);
        for (Map.Entry<TableRow, RowState> entry : states(chosen).entrySet()) {
            TableRow row = entry.getKey();
            TrainingOptions training = row.settings().training();
            String error = table.line(row.name())
                    .map(line -> line.get("error"))
                    .filter(text -> !text.isEmpty() && entry.getValue() != RowState.DONE)
                    .map(text -> ", failed before: " + text)
                    .orElse("");
            out.println(row.name() + ": " + entry.getValue() + error);
            out.println("    " + training.method + ", " + row.encoderName() + ", " + training.epochs
                    + " epochs, batch size " + training.batchSize + ", seed " + training.seed);
            out.println("    " + row.dataName() + "; " + row.shortSettings());
        }
        out.println("nothing was written; run the same command without --dry-run to train");
    }

    /**
     * Runs rows.
     *
     * @return the exit code: 0 if all are done, 1 if some failed, {@link PreparedRun#STOPPED} if it was stopped in good
     *     order
     */
    public int run(List<TableRow> chosen) throws IOException {
        ResultTable table = ResultTable.in(folder, overwrite);
        List<String> failed = new ArrayList<>();
        int number = 0;
        for (Map.Entry<TableRow, RowState> entry : states(chosen).entrySet()) {
            TableRow row = entry.getKey();
            out.printf(Locale.ROOT, "%nrow %d of %d, %s: %s%n", ++number, chosen.size(), row.name(), entry.getValue());
            try {
                if (entry.getValue() != RowState.DONE && !train(row, entry.getValue())) {
                    return PreparedRun.STOPPED;
                }
                table.put(ResultLine.of(row, RowState.summary(folder(row)).orElseThrow()));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                failed.add(row.name());
                table.put(ResultLine.failed(row, ErrorText.of(e)));
                say(row, e);
            }
            table.write(heading());
        }
        out.println();
        out.println("table: " + table.csv() + ", " + table.markdown());
        if (!failed.isEmpty()) {
            out.printf(
                    Locale.ROOT, "%d of %d rows failed: %s%n", failed.size(), chosen.size(), String.join(", ", failed));
        }
        return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** All are checked before the first one runs, so that a wrong one is rejected at once. */
    private Map<TableRow, RowState> states(List<TableRow> chosen) throws IOException {
        Map<TableRow, RowState> states = new LinkedHashMap<>();
        for (TableRow row : chosen) {
            states.put(row, RowState.of(row, folder(row)));
        }
        return states;
    }

    private RunFolder folder(TableRow row) {
        return new RunFolder(folder.resolve(row.name()));
    }

    private boolean train(TableRow row, RowState state) throws IOException {
        try (FolderLock lock = FolderLock.acquire(folder(row).folder())) {
            return trainLocked(row, state);
        }
    }

    private boolean trainLocked(TableRow row, RowState state) throws IOException {
        PreparedRun<?> run = PreparedRun.of(
                folder(row), row.settings(), floors, state == RowState.BEGUN ? Start.RESUMED : Start.NEW, out);
        if (!ignoreMemory) {
            run.requireMemory();
        }
        if (state == RowState.NEW) {
            folder(row).clearLogs();
        }
        return run.run(
                Optional.empty(),
                "run the same command to resume with row '" + row.name() + "'; rows that are done do not run again");
    }

    private void say(TableRow row, Throwable error) {
        err.println("ssl4j: row '" + row.name() + "': " + ErrorText.of(error));
        if (!ErrorText.isExpected(error) || Boolean.getBoolean("ssl4j.stacktrace")) {
            error.printStackTrace(err);
        }
    }

    /** An earlier version knew only images. */
    private static String samples(TableRow row, JsonNode data) {
        return data.path("samples").asInt(data.path("images").asInt()) + " "
                + row.settings().modality().samples();
    }

    /** What the rows have in common: data, encoder, machine, date and version. */
    private String heading() throws IOException {
        Set<String> data = new LinkedHashSet<>();
        Set<String> encoders = new LinkedHashSet<>();
        for (TableRow row : rows) {
            Optional<JsonNode> provenance = RunFolder.read(folder(row).provenance());
            provenance.ifPresent(content -> data.add(row.dataName() + ", " + samples(row, content.path("data")) + " of "
                    + content.path("data").path("shape").asText() + " to learn from"));
            encoders.add(row.encoderName());
        }
        if (data.isEmpty()) {
            rows.forEach(row -> data.add(row.dataName()));
        }
        return String.join("; ", data) + ". Encoder: " + String.join("; ", encoders) + ". " + Machine.describe() + ". "
                + LocalDate.now() + ", ssl4j " + Version.text() + ".";
    }
}
