package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.file.text.Separators;
import io.ssl4j.core.series.file.text.Shown;
import io.ssl4j.core.series.file.text.TextBytes;
import io.ssl4j.core.series.file.text.TextFields;
import java.nio.file.Path;

/**
 * Reads {@code .ts} files: one line per series, {@code ':'} between dimensions, {@code ','} between values, the class
 * last.
 */
final class TsReader {

    private static final int MOST_SHOWN = 20;

    private final TextFields in;
    private final TsHeader header;
    private final MissingValues missing;
    private final String fileName;
    private final ReadSeries read = new ReadSeries();
    private final FloatList values = new FloatList(0);
    private int dimensions;
    private int steps;
    private String label = "";

    private TsReader(TextBytes bytes, MissingValues missing) {
        this.header = TsHeader.read(bytes);
        this.in = new TextFields(bytes, Separators.plain(',', ':'));
        this.missing = missing;
        this.fileName = in.path().getFileName().toString();
    }

    static LabeledSeriesDataset readLabeled(Path file, MissingValues missing) {
        try (TextBytes bytes = new TextBytes(file)) {
            TsReader reader = new TsReader(bytes, missing);
            if (!reader.header.labeled()) {
                throw new DatasetFormatException(
                        file,
                        -1,
                        "a labelled data set needs '@classLabel true', got false;"
                                + " use SeriesArchive.readUnlabeled for series without classes");
            }
            return reader.readAll().labeled().withClasses(reader.header.classes());
        }
    }

    static SeriesDataset readUnlabeled(Path file, MissingValues missing) {
        try (TextBytes bytes = new TextBytes(file)) {
            return new TsReader(bytes, missing).readAll().unlabeled();
        }
    }

    private ReadSeries readAll() {
        int expectedDimensions = header.dimensions();
        int expectedSteps = header.seriesLength();
        while (in.nextLine()) {
            readValues();
            requireEqual("dimensions", expectedDimensions, dimensions);
            requireEqual("values in each dimension", expectedSteps, steps);
            expectedDimensions = dimensions;
            expectedSteps = header.equalLength() ? steps : 0;
            Series series = series();
            String name = fileName + ":" + in.line();
            if (header.labeled()) {
                read.addLabeled(name, series, label);
            } else {
                read.add(name, series);
            }
        }
        return read.requireAny(in.path(), " after @data");
    }

    private void requireEqual(String what, int expected, int got) {
        if (expected > 0 && got != expected) {
            throw in.damaged("a series must have " + expected + " " + what + " as the header or the first series says,"
                    + " got " + got + "; the line is damaged or the header is wrong");
        }
    }

    private void readValues() {
        values.clear();
        dimensions = 0;
        steps = 0;
        label = "";
        int start = 0;
        while (in.nextField()) {
            if (header.labeled() && in.isLast() && values.size() == start) {
                label = label();
                break;
            }
            if (in.startsWith('(')) {
                throw in.damaged("values with time stamps are not read, got " + in.shown()
                        + "; write evenly spaced values without them, or use CSV with a time column");
            }
            values.add(in.floatValue());
            if (in.isFollowedBy(':') || in.isLast()) {
                endDimension(values.size() - start);
                start = values.size();
            }
        }
        if (header.labeled() && label.isEmpty()) {
            throw in.damaged("a line must end with ':' and a class, got none after the values; the line is cut short or"
                    + " the header should say '@classLabel false'");
        }
    }

    private void endDimension(int count) {
        if (dimensions > 0 && count != steps) {
            throw in.damaged("all dimensions of a series must have the same length, but dimension 0 has " + steps
                    + " values and dimension " + dimensions + " has " + count
                    + "; resample them, or read them as series of their own");
        }
        steps = count;
        dimensions++;
    }

    private String label() {
        String text = ArchiveLabels.canonical(in.text());
        if (!text.isEmpty() && !header.classes().isEmpty() && !header.classes().contains(text)) {
            throw in.damaged("a class must be one that @classLabel lists, "
                    + header.classes().stream().limit(MOST_SHOWN).map(Shown::of).toList()
                    + (header.classes().size() > MOST_SHOWN ? " and more" : "") + ", got " + Shown.of(text));
        }
        return text;
    }

    private Series series() {
        if (steps == 0) {
            throw in.damaged("a series must have at least one value, got none; leave the line out");
        }
        float[] array = values.toArray();
        for (int c = 0; c < dimensions; c++) {
            Gaps.apply(missing, array, c, c * steps, steps, "series " + read.size())
                    .ifPresent(problem -> {
                        throw in.damaged(problem);
                    });
        }
        return Series.wrap(array, dimensions);
    }
}
