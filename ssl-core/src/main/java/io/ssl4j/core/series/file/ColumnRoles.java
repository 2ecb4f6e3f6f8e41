package io.ssl4j.core.series.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The roles of the columns of a file.
 *
 * @param ofColumn for each column the number of its channel, or one of the constants
 * @param channels the number of channels
 */
record ColumnRoles(int[] ofColumn, int channels) {

    static final int IGNORED = -1;
    static final int TIME = -2;
    static final int SERIES = -3;
    static final int LABEL = -4;

    /**
     * Determines the roles from the options.
     *
     * @param columns the number of columns
     */
    static ColumnRoles of(CsvHeader header, int columns, CsvColumns options) {
        int[] roles = new int[columns];
        Arrays.fill(roles, IGNORED);
        give(roles, TIME, options.time(), header);
        give(roles, SERIES, options.series(), header);
        give(roles, LABEL, options.label(), header);
        List<CsvColumn> channels = options.channels().isEmpty()
                ? IntStream.range(0, columns)
                        .filter(c -> roles[c] == IGNORED)
                        .mapToObj(CsvColumn::at)
                        .toList()
                : options.channels();
        for (int c = 0; c < channels.size(); c++) {
            give(roles, c, Optional.of(channels.get(c)), header);
        }
        if (channels.isEmpty()) {
            throw header.in()
                    .damaged("there must be at least one column of values beside those of the time, the series"
                            + " and the label, got " + columns + (columns == 1 ? " column" : " columns") + " in all");
        }
        return new ColumnRoles(roles, channels.size());
    }

    private static void give(int[] roles, int role, Optional<CsvColumn> column, CsvHeader header) {
        if (column.isEmpty()) {
            return;
        }
        int place = header.find(column.get());
        if (place >= roles.length) {
            throw header.in()
                    .damaged("there must be a " + column.get() + ", counted from 0, but the line has " + roles.length
                            + " fields");
        }
        if (roles[place] != IGNORED) {
            throw new IllegalArgumentException("a column can have one meaning, but " + column.get()
                    + " is given two among time, series, label and channels");
        }
        roles[place] = role;
    }
}
