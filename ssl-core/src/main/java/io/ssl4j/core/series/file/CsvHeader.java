package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.file.text.Shown;
import io.ssl4j.core.series.file.text.TextFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a CSV file.
 *
 * @param in the file, at its first non-blank line; a header has been read
 * @param names the names in the header, empty for a file without one
 */
record CsvHeader(TextFields in, List<String> names) {

    /** Moves to the first line, and reads the names there if the file has a header. */
    static CsvHeader read(TextFields in, boolean header) {
        if (!in.nextLine()) {
            throw new DatasetFormatException(in.path(), -1, "the file must hold at least one series, but is empty");
        }
        List<String> names = new ArrayList<>();
        boolean numbers = header;
        boolean counted = true;
        while (header && in.nextField()) {
            names.add(in.text());
            numbers &= in.isNumber();
            counted &= in.text().equals(Integer.toString(in.number()));
        }
        if (numbers && !counted) {
            throw in.damaged("the first line must name the columns, got numbers only, " + shown(names)
                    + "; use headless() for a file without a header");
        }
        return new CsvHeader(in, List.copyOf(names));
    }

    /**
     * Returns the position of a column. Without a header, it is only checked later whether the file has that many
     * columns.
     */
    int find(CsvColumn column) {
        if (column.name().isEmpty()) {
            if (!names.isEmpty() && column.index() >= names.size()) {
                throw in.damaged("there must be a " + column + ", counted from 0, got the " + names.size() + " columns "
                        + shown(names));
            }
            return column.index();
        }
        String name = column.name().get();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a column has a name only where the first line names it, got " + column
                    + " for " + in.path() + " without a header; use its index");
        }
        if (names.stream().filter(name::equals).count() != 1) {
            throw in.damaged("there must be one " + column + ", got " + (names.contains(name) ? "several" : "none")
                    + " among " + shown(names));
        }
        return names.indexOf(name);
    }

    private static String shown(List<String> names) {
        List<String> some = names.stream().limit(20).map(Shown::of).toList();
        return "[" + String.join(", ", some) + (names.size() > 20 ? ", ..." : "") + "]";
    }
}
