package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.RunFile;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.table.RowsFile;
import io.ssl4j.cli.table.TableRow;
import io.ssl4j.cli.table.TableRun;
import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.registry.DidYouMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs several methods, and makes one table of what came of them. */
@Command(
        name = "table",
        description = {
            "Run pretraining for every row of a file, each as 'ssl4j pretrain' does it, and make one table of the"
                    + " results: k-NN and linear probe of the trained encoder beside the untrained encoder and a"
                    + " floor such as raw pixels. Run again, it goes on where it stopped; rows that failed are tried"
                    + " again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "ssl4j table --rows FILE --out FOLDER [OPTIONS]",
        footer = {
            "",
            "Example:",
            "  ssl4j table --rows rows.yaml --out runs/table --data photos --size 64x64",
            "",
            "The file has settings for every row and a list of rows. Their keys are the names of the options of"
                    + " pretrain, as in its --config. Options that are typed count before a row, a row before the"
                    + " defaults; 'lr: ~' takes a default away.",
            "  defaults:",
            "    epochs: 24",
            "  rows:",
            "    - name: simclr",
            "    - name: barlow",
            "      method: barlow-twins",
            "      set:",
            "        lambda: 0.01",
            "",
            "In the folder of a table:",
            "  table.csv      a line for every row, written as soon as the row is done; accuracies from 0 to 1",
            "  table.md       the same for people, in Markdown; accuracies in percent",
            "  NAME           the folder of a row's run, as pretrain makes it",
            "Ctrl-C finishes the step and writes a checkpoint; the same command goes on. A row that fails has its"
                    + " error in place of figures, the others are run, and the exit code is 1."
        })
final class TableCommand implements Callable<Integer> {

    @Option(names = "--rows", paramLabel = "FILE", required = true, description = "The rows of the table, as YAML.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the table and the folders of its runs go, or are already.")
    private Path out;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run these rows only, their names joined by commas. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--dry-run",
            description = "Say what the rows are and what is done already. Nothing is run or written.")
    private boolean dryRun;

    @Option(names = "--ignore-memory", description = "Run also rows that seem to need more memory than there is.")
    private boolean ignoreMemory;

    @Option(
            names = "--overwrite",
            description = "Replace a table.csv or table.md in the folder that is not of this table.")
    private boolean overwrite;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<TableRow> rows = rows();
        List<TableRow> chosen = chosen(rows);
        for (TableRow row : chosen) {
            requireData(row);
        }
        TableRun run = new TableRun(
                rows,
                out,
                ignoreMemory,
                overwrite,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        if (dryRun) {
            run.list(chosen);
            return 0;
        }
        try (FolderLock lock = FolderLock.acquire(out)) {
            return run.run(chosen);
        }
    }

    private List<TableRow> rows() throws IOException {
        try {
            return RowsFile.read(file, typed());
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, e.getMessage());
        }
    }

    /** The settings among what was typed, in one argument each. */
    private List<String> typed() {
        List<String> typed = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (RunFile.isSetting(name)) {
                typed.addAll(
                        option.typeInfo().isBoolean()
                                ? List.of(name)
                                : option.originalStringValues().stream()
                                        .map(value -> name + "=" + value)
                                        .toList());
            }
        }
        return typed;
    }

    private List<TableRow> chosen(List<TableRow> rows) {
        if (only.isEmpty()) {
            return rows;
        }
        List<String> names = rows.stream().map(TableRow::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw Usage.error(
                        spec,
                        "--only must name rows of " + file + ", which are " + names + ", got '" + name + "'"
                                + DidYouMean.question(name, names));
            }
        }
        return rows.stream().filter(row -> only.contains(row.name())).toList();
    }

    private static void requireData(TableRow row) {
        Path path = row.settings().data().path;
        if (path != null && !Files.exists(path)) {
            throw new IllegalArgumentException("row '" + row.name() + "': there must be a file or folder at " + path
                    + ", got nothing there; give another with --data");
        }
    }
}
