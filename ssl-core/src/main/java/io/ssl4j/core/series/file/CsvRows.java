package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.Separators;
import java.util.Objects;
import java.util.Optional;

/**
 * Options for reading a CSV file with one row per series: all columns except those of the label and the name are values
 * of one channel, one time step after the other. All rows have the same number of fields; missing values at the end of
 * a row make a shorter series. Fields may be in double quotes (RFC 4180); blanks around a field and blank lines are
 * ignored.
 *
 * @param header whether the first line names the columns
 * @param delimiter the character between fields
 * @param label the column with the class of each series, if there is one
 * @param name the column with the name of each series, if there is one; else the file and the line are the name
 * @param missing the treatment of missing values before the last value of a row
 */
public record CsvRows(
        boolean header, char delimiter, Optional<CsvColumn> label, Optional<CsvColumn> name, MissingValues missing) {

    public CsvRows {
        Separators.checked(delimiter);
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(missing, "missing");
    }

    /** The first line names the columns; commas between fields, only values, missing ones are rejected. */
    public static CsvRows headed() {
        return new CsvRows(true, ',', Optional.empty(), Optional.empty(), MissingValues.REFUSE);
    }

    /** The first line is a series like all others; commas between fields, only values, missing ones are rejected. */
    public static CsvRows headless() {
        return new CsvRows(false, ',', Optional.empty(), Optional.empty(), MissingValues.REFUSE);
    }

    public CsvRows withDelimiter(char newDelimiter) {
        return new CsvRows(header, newDelimiter, label, name, missing);
    }

    public CsvRows withLabel(String column) {
        return new CsvRows(header, delimiter, Optional.of(CsvColumn.named(column)), name, missing);
    }

    public CsvRows withLabel(int column) {
        return new CsvRows(header, delimiter, Optional.of(CsvColumn.at(column)), name, missing);
    }

    public CsvRows withName(String column) {
        return new CsvRows(header, delimiter, label, Optional.of(CsvColumn.named(column)), missing);
    }

    public CsvRows withName(int column) {
        return new CsvRows(header, delimiter, label, Optional.of(CsvColumn.at(column)), missing);
    }

    public CsvRows withMissing(MissingValues newMissing) {
        return new CsvRows(header, delimiter, label, name, newMissing);
    }
}
