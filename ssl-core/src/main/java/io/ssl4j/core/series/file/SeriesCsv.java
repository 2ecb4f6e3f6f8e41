package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.io.CsvDelimiter;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.file.text.Separators;
import io.ssl4j.core.series.file.text.TextBytes;
import io.ssl4j.core.series.file.text.TextFields;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads series from CSV files, with one column per channel ({@link CsvColumns}) or one row per series ({@link
 * CsvRows}).
 *
 * <pre>{@code
 * SeriesDataset machines = SeriesCsv.read(Path.of("machines.csv"),
 *         CsvColumns.headed().withTime("timestamp").withSeries("machine").withSpacing(TimeSpacing.EVEN));
 * LabeledSeriesDataset beats = SeriesCsv.readLabeled(Path.of("beats.csv"), CsvRows.headless().withLabel(0));
 * }</pre>
 *
 * <p>All throw a {@link DatasetFormatException} with path and line if the file is damaged, and an {@link
 * IllegalArgumentException} if there is no such file, if options contradict one another, or if the values need more
 * memory than the JVM may use.
 */
public final class SeriesCsv {

    /** The bytes of a first line that are looked at. */
    private static final int LONGEST_LINE = 1 << 16;

    private SeriesCsv() {}

    /**
     * Returns the delimiter of a file by its first line: a comma if there is one, else a semicolon, else a tab.
     *
     * @throws DatasetFormatException if the file is UTF-16
     */
    public static char delimiter(Path file) {
        StringBuilder line = new StringBuilder();
        try (TextBytes in = new TextBytes(file)) {
            for (int b = in.next(); b >= 0 && b != '\n' && b != '\r' && line.length() < LONGEST_LINE; b = in.next()) {
                line.append((char) b);
            }
        }
        return CsvDelimiter.of(line.toString());
    }

    /** Reads a file with one column per channel. A series is named by its column, or else by the file. */
    public static SeriesDataset read(Path file, CsvColumns options) {
        return ColumnReader.read(file, options, false).unlabeled();
    }

    /** Reads a file with one column per channel and one with the class. Classes are numbered by value or by name. */
    public static LabeledSeriesDataset readLabeled(Path file, CsvColumns options) {
        requireLabel(file, options.label());
        return ColumnReader.read(file, options, true).labeled();
    }

    /**
     * Reads a file with one row per series. A series is named by its column, or else by file and line: {@code a.csv:7}.
     */
    public static SeriesDataset read(Path file, CsvRows options) {
        return readRows(file, options, false).unlabeled();
    }

    /** Reads a file with one row per series and a column with the class. Classes are numbered by value or by name. */
    public static LabeledSeriesDataset readLabeled(Path file, CsvRows options) {
        requireLabel(file, options.label());
        return readRows(file, options, true).labeled();
    }

    private static ReadSeries readRows(Path file, CsvRows options, boolean labeled) {
        try (TextFields in = TextFields.open(file, Separators.csv(options.delimiter()))) {
            return RowReader.read(in, options, labeled, UnaryOperator.identity());
        }
    }

    private static void requireLabel(Path file, Optional<CsvColumn> label) {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("a labelled data set needs a column with the classes, got none for "
                    + file + "; say which it is (withLabel), or use read");
        }
    }
}
