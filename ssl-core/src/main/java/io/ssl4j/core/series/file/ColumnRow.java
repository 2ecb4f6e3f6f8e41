package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.TextFields;
import java.nio.charset.StandardCharsets;

/** A row of a file with a column per channel, read field by field. */
final class ColumnRow {

    private final ColumnRoles roles;
    private final Recordings recordings;
    private final CsvTimes times;
    private final float[] values;
    private Recording recording;
    private double time;
    private byte[] label = {};

    /** @param only the series of all rows if there is no series column */
    ColumnRow(ColumnRoles roles, Recordings recordings, CsvTimes times, Recording only) {
        this.roles = roles;
        this.recordings = recordings;
        this.times = times;
        this.values = new float[roles.channels()];
        this.recording = only;
    }

    /**
     * Reads the rest of a line.
     *
     * @param valuesWanted whether more than the series and the time is read
     */
    void read(TextFields in, boolean valuesWanted) {
        int[] columns = roles.ofColumn();
        int count = 0;
        for (; in.nextField(); count++) {
            if (count < columns.length) {
                take(in, columns[count], valuesWanted);
            }
        }
        if (count != columns.length) {
            throw in.damaged("there must be " + columns.length + " fields as in the first line, got " + count
                    + "; a field that holds the delimiter needs quotes");
        }
    }

    private void take(TextFields in, int role, boolean valuesWanted) {
        if (role == ColumnRoles.SERIES) {
            recording = recordings.of(in);
        } else if (role == ColumnRoles.TIME) {
            time = times.read(in);
        } else if (valuesWanted && role >= 0) {
            values[role] = in.floatValue();
        } else if (valuesWanted && role == ColumnRoles.LABEL && !in.isSame(label)) {
            label = in.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    Recording recording() {
        return recording;
    }

    double time() {
        return time;
    }

    float[] values() {
        return values;
    }

    byte[] label() {
        return label;
    }
}
