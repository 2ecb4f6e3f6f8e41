package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.Shown;
import java.util.Optional;

/**
 * A column of a CSV file, by its name in the header or by its position.
 *
 * @param name its name, or empty if it is given by position
 * @param index its position from 0, or -1 if it is given by name
 */
public record CsvColumn(Optional<String> name, int index) {

    public CsvColumn {
        if (name.isPresent() != (index == -1) || index < -1) {
            throw new IllegalArgumentException(
                    "a column must have a name or an index from 0 on, got " + name + " and " + index);
        }
    }

    /** The column with this name in the first line. */
    public static CsvColumn named(String name) {
        return new CsvColumn(Optional.of(name), -1);
    }

    /** The column at this position, from 0. */
    public static CsvColumn at(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("columns are counted from 0, got " + index);
        }
        return new CsvColumn(Optional.empty(), index);
    }

    /** "column 'time'" or "column 3". */
    @Override
    public String toString() {
        return "column " + name.map(Shown::of).orElse(Integer.toString(index));
    }
}
