package io.ssl4j.core.series;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.FolderFiles;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.series.file.CsvColumns;
import io.ssl4j.core.series.file.CsvRows;
import io.ssl4j.core.series.file.MissingValues;
import io.ssl4j.core.series.file.SeriesArchive;
import io.ssl4j.core.series.file.SeriesCsv;
import io.ssl4j.core.series.file.SeriesNpy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens a path with series, with options given as text. */
final class SeriesReading {

    private static final String LAYOUT = "layout";
    private static final String MISSING = "missing";
    private static final String LABEL = "label";
    private static final String TIME = "time";
    private static final String SERIES = "series-id";
    private static final String LABELS = "labels";
    private static final String WINDOW = "window";
    private static final String STRIDE = "stride";

    private SeriesReading() {}

    static List<MethodOption> options() {
        return List.of(
                MethodOption.choice(
                        SeriesModality.NORMALIZE,
                        "per-series",
                        SeriesModality.words(SeriesNormalization.values()),
                        "per-series keeps only shapes; per-channel keeps levels and amplitudes"),
                MethodOption.choice(
                        MISSING, "refuse", SeriesModality.words(MissingValues.values()), "treatment of missing values"),
                MethodOption.integer(WINDOW, 0, "time steps of the windows that recordings are cut into; 0 for none"),
                MethodOption.integer(STRIDE, 0, "time steps from window to window; 0 for windows side by side"),
                MethodOption.choice(
                        LAYOUT,
                        "columns",
                        List.of("columns", "rows"),
                        "CSV: one column per channel, or one row per series"),
                MethodOption.text(LABEL, "CSV: the column of the class"),
                MethodOption.text(TIME, "CSV with a column per channel: the column of the time"),
                MethodOption.text(SERIES, "CSV with a column per channel: the column that tells series apart"),
                MethodOption.text(LABELS, ".npy: the file of the classes"));
    }

    static double recognizes(Path path) {
        String name = plainName(path);
        if (Files.isDirectory(path)) {
            try {
                List<Path> files = FolderFiles.in(path).files();
                return files.stream().anyMatch(file -> plainName(file).matches(".*_train\\.(tsv|ts|txt)")) ? 1 : 0;
            } catch (UncheckedIOException e) {
                return 0;
            }
        }
        return name.matches(".*\\.(tsv|ts|npy)") || name.matches(".*_(train|test)\\.txt") ? 1 : 0;
    }

    private static String plainName(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
    }

    static DataSource<Series> open(Path path, MethodOptions options) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there must be a file or folder at " + path + ", got nothing there");
        }
        try {
            return cut(whole(path, options), options);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static DataSource<Series> whole(Path path, MethodOptions options) {
        MissingValues missing = MissingValues.valueOf(
                options.choice(MISSING).toUpperCase(Locale.ROOT).replace('-', '_'));
        String name = plainName(path);
        if (Files.isDirectory(path) || name.matches(".*_train\\.[a-z]+")) {
            SeriesSplit split = SeriesArchive.readSplit(path, missing);
            return source("UCR/UEA archive", split.train(), Optional.of(split.test()));
        }
        if (name.endsWith(".npy")) {
            Optional<String> labels = options.text(LABELS);
            return source(
                    ".npy",
                    labels.isPresent()
                            ? SeriesNpy.readLabeled(path, Path.of(labels.get()), missing)
                            : SeriesNpy.read(path, missing),
                    Optional.empty());
        }
        if (name.endsWith(".csv")) {
            return source("CSV", csv(path, options, missing), Optional.empty());
        }
        return source("UCR/UEA archive", SeriesArchive.read(path, missing), Optional.empty());
    }

    private static SeriesDataset csv(Path path, MethodOptions options, MissingValues missing) {
        boolean labeled = options.text(LABEL).isPresent();
        char delimiter = SeriesCsv.delimiter(path);
        if (options.choice(LAYOUT).equals("rows")) {
            CsvRows rows = CsvRows.headed().withDelimiter(delimiter).withMissing(missing);
            return labeled
                    ? SeriesCsv.readLabeled(
                            path, rows.withLabel(options.text(LABEL).get()))
                    : SeriesCsv.read(path, rows);
        }
        CsvColumns columns = CsvColumns.headed().withDelimiter(delimiter).withMissing(missing);
        if (options.text(TIME).isPresent()) {
            columns = columns.withTime(options.text(TIME).get());
        }
        if (options.text(SERIES).isPresent()) {
            columns = columns.withSeries(options.text(SERIES).get());
        }
        return labeled
                ? SeriesCsv.readLabeled(
                        path, columns.withLabel(options.text(LABEL).get()))
                : SeriesCsv.read(path, columns);
    }

    private static DataSource<Series> source(String format, SeriesDataset train, Optional<SeriesDataset> test) {
        return DataSource.of(format, train, test.map(part -> part));
    }

    private static DataSource<Series> cut(DataSource<Series> source, MethodOptions options) {
        int window = options.integer(WINDOW);
        if (window == 0) {
            return source;
        }
        int stride = options.integer(STRIDE) == 0 ? window : options.integer(STRIDE);
        return DataSource.of(
                source.format() + ", windows of " + window,
                windows(source.train(), window, stride),
                source.test().map(part -> windows(part, window, stride)));
    }

    private static Dataset<Series> windows(Dataset<Series> whole, int window, int stride) {
        return whole instanceof LabeledDataset<Series> labeled
                ? SeriesWindows.of(labeled, window, stride)
                : SeriesWindows.of(whole, window, stride);
    }
}
