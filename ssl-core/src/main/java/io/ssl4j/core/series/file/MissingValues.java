package io.ssl4j.core.series.file;

/**
 * The treatment of missing values within a series. In text, a missing value is empty, {@code ?}, {@code NaN}, {@code
 * NA} or {@code null} (in any case); in NumPy arrays it is NaN.
 */
public enum MissingValues {
    /** Rejects them; the message names the first. */
    REFUSE,
    /**
     * Replaces them by linear interpolation between the values before and after; at the ends of a series by the nearest
     * value. A channel without any value is still rejected.
     */
    INTERPOLATE
}
