package io.ssl4j.core.series.file;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.file.text.TextFields;
import java.util.function.UnaryOperator;

/** Reads text with one row per series: CSV files, and those of the UCR archive. */
final class RowReader {

    private static final int NONE = -1;

    private final TextFields in;
    private final MissingValues missing;
    private final int labelColumn;
    private final int nameColumn;
    private final boolean labeled;
    private final UnaryOperator<String> labels;
    private final String fileName;
    private final ReadSeries read = new ReadSeries();
    private FloatList values;
    private int fields;
    private long firstLine;

    private RowReader(TextFields in, CsvRows options, CsvHeader header, boolean labeled, UnaryOperator<String> labels) {
        this.in = in;
        this.missing = options.missing();
        this.labelColumn = options.label().map(header::find).orElse(NONE);
        this.nameColumn = options.name().map(header::find).orElse(NONE);
        this.labeled = labeled;
        this.labels = labels;
        this.fileName = in.path().getFileName().toString();
        this.fields = header.names().size();
        this.firstLine = in.line();
        this.values = new FloatList(fields);
        if (labelColumn != NONE && labelColumn == nameColumn) {
            throw new IllegalArgumentException(
                    "a column can have one meaning, but label and name are both column " + labelColumn);
        }
    }

    /**
     * Reads all series.
     *
     * @param labeled whether the labels are read
     * @param labels converts the text of a label
     */
    static ReadSeries read(TextFields in, CsvRows options, boolean labeled, UnaryOperator<String> labels) {
        CsvHeader header = CsvHeader.read(in, options.header());
        if (!options.header()) {
            in.setHint("if the first line names the columns, use headed()");
        }
        RowReader reader = new RowReader(in, options, header, labeled, labels);
        boolean more = !options.header() || in.nextLine();
        while (more) {
            reader.readRow();
            more = in.nextLine();
        }
        return reader.read.requireAny(in.path(), " after the header");
    }

    private void readRow() {
        values.clear();
        String label = "";
        String name = "";
        int count = 0;
        for (; in.nextField(); count++) {
            if (count == labelColumn) {
                label = labeled ? labels.apply(in.text()) : "";
            } else if (count == nameColumn) {
                name = in.text();
            } else {
                values.add(in.floatValue());
            }
        }
        requireFields(count);
        Series series = series();
        if (labeled && label.isEmpty()) {
            throw in.damaged("a series must have a class label, but field " + (labelColumn + 1) + " is empty");
        }
        String shownName = nameColumn == NONE ? fileName + ":" + in.line() : name;
        if (labeled) {
            read.addLabeled(shownName, series, label);
        } else {
            read.add(shownName, series);
        }
    }

    private void requireFields(int count) {
        if (fields == 0) {
            fields = count;
            if (Math.max(labelColumn, nameColumn) >= count) {
                throw in.damaged("there must be a column " + Math.max(labelColumn, nameColumn)
                        + ", counted from 0, but the line has " + count + " fields");
            }
        }
        if (count != fields) {
            throw in.damaged("there must be " + fields + " fields as in line " + firstLine + ", got " + count
                    + "; pad shorter series with NaN or empty fields at the end");
        }
    }

    private Series series() {
        values.dropTrailingNaN();
        if (values.size() == 0) {
            throw in.damaged("a series must have at least one value, got none; leave the line out");
        }
        float[] array = values.toArray();
        Gaps.apply(missing, array, 0, 0, array.length, "series " + read.size()).ifPresent(problem -> {
            throw in.damaged(problem);
        });
        return Series.wrap(array, 1);
    }
}
