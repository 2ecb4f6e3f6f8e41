package io.ssl4j.core.series.file;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.file.text.TextFields;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One series of a file with one column per channel: counted in the first pass, filled in the second. */
final class Recording {

    private static final double TOLERANCE = 0.1;
    private static final double LONGEST_GAP = 1e9;

    private final String name;
    private long rows;
    private long steps;
    private double last = Double.NaN;
    private double step;

    private float[] values;
    private int length;
    private int at;
    private boolean incomplete;
    private byte[] label;

    Recording(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Counts rows of one time step each. */
    void count(long newRows) {
        rows += newRows;
        steps += newRows;
    }

    /** Counts a row that is several steps after the previous one. */
    void countStep(int newSteps) {
        rows++;
        steps += newSteps;
    }

    long rows() {
        return rows;
    }

    long steps() {
        return steps;
    }

    /**
     * Returns the number of steps between the previous time and this one; 1 for the first. Rejects times that the
     * required spacing does not allow.
     */
    int stepsTo(double time, CsvColumns options, CsvTimes times, TextFields in) {
        boolean first = Double.isNaN(last);
        double difference = time - last;
        double before = last;
        last = time;
        if (first) {
            return 1;
        }
        if (!(difference > 0)) {
            throw in.damaged("times must increase within a series, but in " + name + " " + times.shown(time)
                    + " follows " + times.shown(before)
                    + "; sort the rows, say which column tells series apart (withSeries), or leave the times out and"
                    + " name the channels (withChannels)");
        }
        if (options.spacing() == TimeSpacing.ANY) {
            return 1;
        }
        step = options.step() > 0 ? options.step() : step > 0 ? step : difference;
        double multiple = Math.rint(difference / step);
        boolean even = multiple >= 1 && Math.abs(difference - multiple * step) <= TOLERANCE * step;
        if (!even || multiple > (options.spacing() == TimeSpacing.EVEN ? 1 : LONGEST_GAP)) {
            throw in.damaged(uneven(difference, before, time, options, times));
        }
        return (int) multiple;
    }

    private String uneven(double difference, double before, double time, CsvColumns options, CsvTimes times) {
        boolean even = options.spacing() == TimeSpacing.EVEN;
        return "times must be " + (even ? "one step" : "a whole number of steps") + " apart (a step is "
                + times.shownStep(step) + "), but in " + name + " " + times.shown(time) + " is "
                + times.shownStep(difference) + " after " + times.shown(before) + "; "
                + (even ? "use TimeSpacing.FILL_GAPS to fill in missing steps, " : "")
                + "say what a step is (withStep), or resample the series";
    }

    /** Begins a pass. */
    void begin() {
        last = Double.NaN;
        step = 0;
        at = 0;
    }

    /** Allocates memory for the counted steps. */
    void allocate(int channels, int newLength) {
        length = newLength;
        values = new float[channels * newLength];
    }

    /** The current number of steps. */
    int at() {
        return at;
    }

    /** Returns whether there is room for more steps. */
    boolean hasRoom(int newSteps) {
        return newSteps <= length - at;
    }

    /** Adds a row, preceded by missing ones if it is more than one step ahead. */
    void add(float[] row, int newSteps) {
        for (int gap = 1; gap < newSteps; gap++) {
            for (int c = 0; c < row.length; c++) {
                values[c * length + at] = Float.NaN;
            }
            incomplete = true;
            at++;
        }
        for (int c = 0; c < row.length; c++) {
            values[c * length + at] = row[c];
            incomplete |= Float.isNaN(row[c]);
        }
        at++;
    }

    /** Records the class of a row, and returns whether it equals that of the previous rows. */
    boolean hasLabel(byte[] newLabel) {
        label = label == null ? newLabel : label;
        return label == newLabel || Arrays.equals(label, newLabel);
    }

    String label() {
        return new String(label, StandardCharsets.UTF_8);
    }

    /** Returns whether the second pass found as many steps as the first. */
    boolean isFull() {
        return at == length;
    }

    /** Fills in missing values. Returns the problem if a channel has no value at all. */
    Optional<String> fillIn(int channels) {
        for (int c = 0; incomplete && c < channels; c++) {
            Optional<String> problem = Gaps.apply(MissingValues.INTERPOLATE, values, c, c * length, length, name);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    Series series(int channels) {
        return Series.wrap(values, channels);
    }
}
