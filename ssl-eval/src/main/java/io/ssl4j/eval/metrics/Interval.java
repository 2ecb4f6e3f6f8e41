package io.ssl4j.eval.metrics;

import java.util.Locale;

/**
 * A range of values.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** Returns whether a value lies inside. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Formats the interval in percent: "79.5..83.0". */
    public String percent() {
        return String.format(Locale.ROOT, "%.1f..%.1f", 100 * low, 100 * high);
    }
}
