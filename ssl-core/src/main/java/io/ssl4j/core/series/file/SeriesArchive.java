package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesSplit;
import io.ssl4j.core.series.file.text.Separators;
import io.ssl4j.core.series.file.text.TextBytes;
import io.ssl4j.core.series.file.text.TextFields;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads data sets of the time series classification archives:
 *
 * <ul>
 *   <li>The UCR archive's {@code .tsv} (also {@code .txt}, {@code .csv}): one line per series, the class first, then
 *       the values, separated by tabs, commas or blanks, whichever the first line uses. Missing values at the end of a
 *       line make a shorter series.
 *   <li>The UEA archive's and sktime's {@code .ts}, recognised by that extension: a header, then one line per series,
 *       {@code ':'} between dimensions, {@code ','} between values, the class last. Lengths may differ between series
 *       but not between the dimensions of one. Time stamps and numeric targets are rejected.
 * </ul>
 *
 * <p>A series is named by its file and line, {@code GunPoint_TRAIN.tsv:7}. A class that is a whole number is named
 * without decimal point and exponent, so {@code 1.0000000e+00} is class 1. Classes are numbered by value if all are
 * numbers, else by name.
 *
 * <pre>{@code
 * LabeledSeriesDataset train = SeriesArchive.read(Path.of("GunPoint_TRAIN.tsv"));
 * SeriesSplit both = SeriesArchive.readSplit(Path.of("GunPoint"));       // a folder, or its training file
 * }</pre>
 */
public final class SeriesArchive {

    private static final CsvRows UCR = CsvRows.headless().withLabel(0);

    private SeriesArchive() {}

    /**
     * Reads one file; missing values within a series are rejected.
     *
     * @throws DatasetFormatException with path and line if the file is damaged
     * @throws IllegalArgumentException if there is no such file
     */
    public static LabeledSeriesDataset read(Path file) {
        return read(file, MissingValues.REFUSE);
    }

    /** Reads one file. See {@link #read(Path)}. */
    public static LabeledSeriesDataset read(Path file, MissingValues missing) {
        return isTs(file)
                ? TsReader.readLabeled(file, missing)
                : readUcr(file, missing, true).labeled();
    }

    /** Reads the series of one file, which may have no classes if it is a {@code .ts} file. */
    public static SeriesDataset readUnlabeled(Path file, MissingValues missing) {
        return isTs(file)
                ? TsReader.readUnlabeled(file, missing)
                : readUcr(file, missing, false).unlabeled();
    }

    /** Reads both parts of a problem; missing values within a series are rejected. */
    public static SeriesSplit readSplit(Path folderOrTrain) {
        return readSplit(folderOrTrain, MissingValues.REFUSE);
    }

    /**
     * Reads both parts of a problem. Both have the same classes under the same numbers. A class that one part lacks
     * keeps its number there, and {@link SeriesSplit#onlyInTrain} or {@link SeriesSplit#onlyInTest} names it.
     *
     * @param folderOrTrain a folder with one problem, or a file {@code NAME_TRAIN.tsv} ({@code .ts}, {@code .txt},
     *     {@code .csv}; also {@code .gz}) with its {@code NAME_TEST} in the same folder. If a folder has several
     *     formats, they are searched for in the order {@code .ts}, {@code .tsv}, {@code .txt}, {@code .csv}
     * @throws DatasetFormatException with path and line if a file is damaged
     * @throws IllegalArgumentException if a part is missing, or the folder has several problems
     */
    public static SeriesSplit readSplit(Path folderOrTrain, MissingValues missing) {
        ArchivePair pair = ArchivePair.of(folderOrTrain);
        LabeledSeriesDataset train = read(pair.train(), missing).withNotes(pair.notes());
        LabeledSeriesDataset test = read(pair.test(), missing);
        if (train.get(0).channels() != test.get(0).channels()) {
            throw new DatasetFormatException(
                    pair.test(),
                    -1,
                    "the test part must have the " + train.get(0).channels() + " channels of " + pair.train() + ", got "
                            + test.get(0).channels());
        }
        return SeriesSplit.of(train, test);
    }

    private static boolean isTs(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ts") || name.endsWith(".ts.gz");
    }

    private static ReadSeries readUcr(Path file, MissingValues missing, boolean labeled) {
        try (TextFields in = TextFields.open(file, separators(file))) {
            return RowReader.read(in, UCR.withMissing(missing), labeled, ArchiveLabels::canonical);
        }
    }

    /** Detects the separators: tabs or commas, whichever comes first in the first line, else blanks. */
    private static Separators separators(Path file) {
        try (TextBytes in = new TextBytes(file)) {
            boolean begun = false;
            for (int b = in.next(); b >= 0; b = in.next()) {
                if (b == '\t' && begun || b == ',') {
                    return Separators.plain((char) b);
                }
                boolean blank = Character.isWhitespace(b);
                if (begun && (b == '\n' || b == '\r')) {
                    break;
                }
                begun |= !blank;
            }
            return Separators.whitespace();
        }
    }
}
