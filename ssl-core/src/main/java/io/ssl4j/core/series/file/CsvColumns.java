package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.Separators;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Options for reading a CSV file with one column per channel, in which each row is a time step. All columns except
 * those of the time, the series and the label are channels, unless the channels are named. Rows with the same text in
 * the series column form one series, wherever they are; without such a column the file is one series. Fields may be in
 * double quotes (RFC 4180); blanks around a field and blank lines are ignored. The file is read twice, so that even a
 * long one takes no more memory than its values.
 *
 * @param header whether the first line names the columns
 * @param delimiter the character between fields
 * @param time the column with the times, if there is one: numbers, or dates and times as {@code 2024-05-31 23:59:00}
 * @param series the column that identifies the series and names them, if there is one
 * @param label the column with the class of a series, if there is one; all rows of a series must have the same
 * @param channels the columns that are channels, in this order; if empty, all columns without another role
 * @param spacing the requirement on the times
 * @param step the time between rows, in seconds for dates; 0 to use the first difference of each series
 * @param missing the treatment of missing values
 */
public record CsvColumns(
        boolean header,
        char delimiter,
        Optional<CsvColumn> time,
        Optional<CsvColumn> series,
        Optional<CsvColumn> label,
        List<CsvColumn> channels,
        TimeSpacing spacing,
        double step,
        MissingValues missing) {

    public CsvColumns {
        Separators.checked(delimiter);
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(label, "label");
        channels = List.copyOf(channels);
        Objects.requireNonNull(spacing, "spacing");
        Objects.requireNonNull(missing, "missing");
        if (!(step >= 0) || step > Double.MAX_VALUE) {
            throw new IllegalArgumentException("the step between times must be finite and above 0, got " + step);
        }
        if (spacing != TimeSpacing.ANY && time.isEmpty()) {
            throw new IllegalArgumentException("the spacing of times can be checked only where a column has them, got "
                    + spacing + " without a time column; use withTime");
        }
    }

    /** The first line names the columns; commas between fields, only channels, missing values are rejected. */
    public static CsvColumns headed() {
        return of(true);
    }

    /**
     * The first line is a time step like all others; commas between fields, only channels, missing values are rejected.
     */
    public static CsvColumns headless() {
        return of(false);
    }

    private static CsvColumns of(boolean header) {
        Optional<CsvColumn> none = Optional.empty();
        return new CsvColumns(header, ',', none, none, none, List.of(), TimeSpacing.ANY, 0, MissingValues.REFUSE);
    }

    public CsvColumns withDelimiter(char newDelimiter) {
        return new CsvColumns(header, newDelimiter, time, series, label, channels, spacing, step, missing);
    }

    public CsvColumns withTime(String column) {
        return withTime(CsvColumn.named(column));
    }

    public CsvColumns withTime(int column) {
        return withTime(CsvColumn.at(column));
    }

    private CsvColumns withTime(CsvColumn column) {
        return new CsvColumns(header, delimiter, Optional.of(column), series, label, channels, spacing, step, missing);
    }

    public CsvColumns withSeries(String column) {
        return withSeries(CsvColumn.named(column));
    }

    public CsvColumns withSeries(int column) {
        return withSeries(CsvColumn.at(column));
    }

    private CsvColumns withSeries(CsvColumn column) {
        return new CsvColumns(header, delimiter, time, Optional.of(column), label, channels, spacing, step, missing);
    }

    public CsvColumns withLabel(String column) {
        return withLabel(CsvColumn.named(column));
    }

    public CsvColumns withLabel(int column) {
        return withLabel(CsvColumn.at(column));
    }

    private CsvColumns withLabel(CsvColumn column) {
        return new CsvColumns(header, delimiter, time, series, Optional.of(column), channels, spacing, step, missing);
    }

    public CsvColumns withChannels(String... columns) {
        return withChannels(Arrays.stream(columns).map(CsvColumn::named).toList());
    }

    public CsvColumns withChannels(int... columns) {
        return withChannels(Arrays.stream(columns).mapToObj(CsvColumn::at).toList());
    }

    private CsvColumns withChannels(List<CsvColumn> columns) {
        return new CsvColumns(header, delimiter, time, series, label, columns, spacing, step, missing);
    }

    public CsvColumns withSpacing(TimeSpacing newSpacing) {
        return new CsvColumns(header, delimiter, time, series, label, channels, newSpacing, step, missing);
    }

    public CsvColumns withStep(double newStep) {
        return new CsvColumns(header, delimiter, time, series, label, channels, spacing, newStep, missing);
    }

    public CsvColumns withMissing(MissingValues newMissing) {
        return new CsvColumns(header, delimiter, time, series, label, channels, spacing, step, newMissing);
    }
}
