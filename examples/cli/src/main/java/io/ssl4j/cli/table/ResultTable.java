package io.ssl4j.cli.table;

import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.monitor.CollapseThresholds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a table of results, in the order in which they came, as {@code table.csv} for programs and as
 * {@code table.md} for people. Every name has one line. Both files appear whole or not at all.
 */
final class ResultTable {

    private static final String CSV = "table.csv";
    private static final String MARKDOWN = "table.md";

    /** What the table has in its folder, next to the folders of the runs. */
    static final Set<String> FILES = Set.of(CSV, MARKDOWN);

    private static final String REPLACE = "; move it away, or replace it with --overwrite";
    private static final String HEAD = CsvLine.of(ResultLine.COLUMNS);

    /** Columns of the Markdown table and how their figures are shown; accuracies in percent. */
    private static final List<Column> SHOWN = List.of(
            new Column("name", "name", "%s"),
            new Column("method", "method", "%s"),
            new Column("settings", "settings", "%s"),
            new Column("seed", "seed", "%s"),
            new Column("epochs", "epochs", "%s"),
            new Column("batch_size", "batch size", "%s"),
            new Column("steps", "steps", "%.0f"),
            new Column("knn", "k-NN, %", "%.1f"),
            new Column("linear", "linear, %", "%.1f"),
            new Column("untrained_knn", "untrained k-NN", "%.1f"),
            new Column("untrained_linear", "untrained linear", "%.1f"),
            new Column("floor_knn", "floor k-NN", "%.1f"),
            new Column("floor_linear", "floor linear", "%.1f"),
            new Column("knn_gain", "k-NN gain", "%+.1f"),
            new Column("embedding_deviation", "deviation", "%.4f"),
            new Column("full_sphere_deviation", "1/sqrt(d)", "%.4f"),
            new Column("effective_rank", "effective rank", "%.1f"),
            new Column("diagnoses", "diagnoses", "%s"),
            new Column("train_seconds", "training, s", "%.0f"),
            new Column("samples_per_second", "samples/s", "%.0f"));

    private static final Set<String> PERCENT =
            Set.of("knn", "linear", "untrained_knn", "untrained_linear", "floor_knn", "floor_linear", "knn_gain");

    private static final long FIRST_DIAGNOSIS = CollapseThresholds.defaults().firstDiagnosis();

    private static final String LEGEND =
            "Accuracies on the test samples, in percent, of the trained encoder, of the same encoder untrained and of"
                    + " the plainest floor: raw pixels of images, raw values of series. The k-NN gain is that over"
                    + " the untrained encoder. The deviation of the embeddings is near 1/sqrt(d) when they fill the"
                    + " sphere and 0 when they have collapsed. Diagnoses are those of the collapse monitor, none"
                    + " where the cell is empty; it can say nothing before step "
                    + FIRST_DIAGNOSIS + ".";

    private final Path folder;
    private final Map<String, ResultLine> lines = new LinkedHashMap<>();

    private ResultTable(Path folder) {
        this.folder = folder;
    }

    /**
     * The table of a folder, empty if there is none yet; of one that an earlier version wrote the lines lack what it
     * did not
     * know.
     *
     * @param overwrite whether other files of its names are replaced: the table is then empty
     * @throws IOException if there is another file of its name
     */
    static ResultTable in(Path folder, boolean overwrite) throws IOException {
        ResultTable table = new ResultTable(folder);
        try {
            table.read();
        } catch (IOException e) {
            if (!overwrite) {
                throw e;
            }
            table.lines.clear();
        }
        return table;
    }

    private void read() throws IOException {
        Path csv = csv();
        if (!Files.exists(csv)) {
            if (Files.exists(markdown())) {
                throw new IOException(
                        markdown() + " is not of this table, since there is no " + CSV + " next to it" + REPLACE);
            }
            return;
        }
        List<String> text = Files.readAllLines(csv, StandardCharsets.UTF_8);
        List<String> columns = text.isEmpty()
                ? List.of()
                : CsvLine.fields(text.get(0)).stream()
                        .map(column -> column.replace("raw_pixels", "floor"))
                        .toList();
        if (!columns.equals(ResultLine.COLUMNS) && !columns.equals(ResultLine.EARLIER_COLUMNS)) {
            throw new IOException(csv + " must begin with '" + HEAD + "', got '" + (text.isEmpty() ? "" : text.get(0))
                    + "'" + REPLACE);
        }
        for (String line : text.subList(1, text.size())) {
            try {
                put(ResultLine.of(columns, CsvLine.fields(line)));
            } catch (IllegalArgumentException e) {
                throw new IOException(csv + " is damaged: " + e.getMessage() + REPLACE, e);
            }
        }
    }

    Path csv() {
        return folder.resolve(CSV);
    }

    Path markdown() {
        return folder.resolve(MARKDOWN);
    }

    /** Adds a line, or puts it in place of the one of its name. */
    void put(ResultLine line) {
        lines.put(line.name(), line);
    }

    Optional<ResultLine> line(String name) {
        return Optional.ofNullable(lines.get(name));
    }

    /** @param heading what stands above the Markdown table */
    void write(String heading) throws IOException {
        List<String> text = new ArrayList<>(List.of(HEAD));
        lines.values().forEach(line -> text.add(CsvLine.of(line.fields())));
        write(csv(), text);
        write(markdown(), markdown(heading));
    }

    private static void write(Path file, List<String> text) throws IOException {
        byte[] bytes = (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, stream -> stream.write(bytes));
    }

    private List<String> markdown(String heading) {
        List<String> text = new ArrayList<>(List.of(heading, ""));
        text.add(row(SHOWN.stream().map(Column::title).toList()));
        text.add(row(SHOWN.stream()
                .map(column -> ResultLine.isFigure(column.name()) ? "---:" : "---")
                .toList()));
        lines.values().forEach(line -> text.add(row(cells(line))));
        text.addAll(List.of("", LEGEND));
        return text;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** The error of a failed run stands where the first figure would. */
    private static List<String> cells(ResultLine line) {
        String error = line.get("error").replace("|", "\\|");
        List<String> cells = new ArrayList<>();
        boolean said = false;
        for (Column column : SHOWN) {
            boolean here = !error.isEmpty() && !said && ResultLine.isFigure(column.name());
            cells.add(here ? error : column.show(line));
            said |= here;
        }
        return cells;
    }

    /** A column of {@code table.csv} as people see it. */
    private record Column(String name, String title, String format) {

        String show(ResultLine line) {
            String value = line.get(name);
            if (!ResultLine.isFigure(name)) {
                return value.replace("|", "\\|");
            }
            if (value.isEmpty()) {
                return "";
            }
            double figure = Double.parseDouble(value) * (PERCENT.contains(name) ? 100 : 1);
            return String.format(Locale.ROOT, format, figure);
        }
    }
}
