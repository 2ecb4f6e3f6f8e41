package io.ssl4j.core.series.file;

import java.util.Optional;

/** Handles missing values, which are NaN while a series is read. */
final class Gaps {

    private Gaps() {}

    /** Returns the position of the first missing value of a part, relative to its start, or -1. */
    static int first(float[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (Float.isNaN(values[from + i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Replaces missing values by linear interpolation between their neighbours, at the ends by the nearest value.
     *
     * @return whether the part has at least one value
     */
    static boolean fill(float[] values, int from, int length) {
        int end = from + length;
        int before = -1; // the last value that is present
        for (int i = from; i < end; i++) {
            if (Float.isNaN(values[i])) {
                continue;
            }
            if (before < i - 1) {
                fillBetween(values, before, i, from);
            }
            before = i;
        }
        for (int i = before + 1; before >= 0 && i < end; i++) {
            values[i] = values[before];
        }
        return before >= 0;
    }

    /**
     * Applies the policy for missing values to a channel.
     *
     * @return what is required, what was found and what to do, if the channel is rejected
     */
    static Optional<String> apply(
            MissingValues missing, float[] values, int channel, int from, int length, String series) {
        int first = first(values, from, length);
        if (first < 0) {
            return Optional.empty();
        }
        if (missing == MissingValues.REFUSE) {
            return Optional.of(refusal(series, channel, first));
        }
        return fill(values, from, length) ? Optional.empty() : Optional.of(nothing(series, channel));
    }

    static String refusal(String series, int channel, int time) {
        return "a series must have all its values, but that of " + series + ", channel " + channel + ", time " + time
                + " is missing; read with MissingValues.INTERPOLATE, or leave the series out";
    }

    static String nothing(String series, int channel) {
        return "a channel must have a value to interpolate from, but all of channel " + channel + " of " + series
                + " are missing; leave the channel or the series out";
    }

    private static void fillBetween(float[] values, int before, int after, int from) {
        if (before < 0) {
            for (int i = from; i < after; i++) {
                values[i] = values[after];
            }
            return;
        }
        double first = values[before];
        double rise = (values[after] - first) / (after - before);
        for (int i = before + 1; i < after; i++) {
            values[i] = (float) (first + rise * (i - before));
        }
    }
}
