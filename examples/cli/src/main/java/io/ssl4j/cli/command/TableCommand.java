package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.RunFile;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.table.RowsFile;
import io.ssl4j.cli.table.TableRow;
import io.ssl4j.cli.table.TableRun;
import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.numerics.DidYouMean;
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
        description = "Pretrain once per row of a YAML file, as 'ssl4j pretrain' does, and collect the"
                + " results in one table: k-NN and linear-probe accuracy of the trained encoder, the"
                + " untrained encoder and a floor such as raw pixels. Run the command again to resume;"
                + " rows that failed are retried.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "ssl4j table --rows FILE --out FOLDER [OPTIONS]",
        footer = {
            "",
            "Example:",
            "  ssl4j table --rows rows.yaml --out runs/table --data photos --size 64x64",
            "",
            "The file holds a list of rows, and defaults for all of them. The keys are option names of pretrain, as in"
                    + " its --config. Typed options override rows, and rows override defaults; 'lr: ~' removes a"
                    + " default.",
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
            "  table.csv      one line per row, written when the row is done; accuracies from 0 to 1",
            "  table.md       the same as Markdown; accuracies in percent",
            "  NAME           the run of a row, as pretrain writes it",
            "Ctrl-C finishes the step and writes a checkpoint; run the same command to resume. If a row fails, the"
                    + " table shows its error, the other rows still run, and the exit code is 1."
        })
final class TableCommand implements Callable<Integer> {

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            required = true,
            description = "The YAML file with the rows of the table.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder for the table and the folders of its runs; an earlier one is resumed.")
    private Path out;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run only these rows, joined by commas. Default: all.")
    private List<String> only = List.of();

    @Option(names = "--dry-run", description = "List the rows and what is already done. Nothing is run or written.")
    private boolean dryRun;

    @Option(names = "--ignore-memory", description = "Run rows even if they seem to need more memory than there is.")
    private boolean ignoreMemory;

    @Option(
            names = "--overwrite",
            description = "Replace a table.csv or table.md in the folder that belongs to another table.")
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
