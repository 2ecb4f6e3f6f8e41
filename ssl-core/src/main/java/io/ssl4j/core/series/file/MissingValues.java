package io.ssl4j.core.series.file;

/**
 * What to do about missing values within a series. In text a value is missing that is empty, {@code ?}, {@code NaN},
 * {@code NA} or {@code null} (in capitals or not), in NumPy arrays a NaN.
 */
public enum MissingValues {
    /** Refuses them, naming the first. */
    REFUSE,
    /**
     * Replaces them on a straight line between the values before and after; at the ends of a series by the nearest
     * value. A channel without any value is refused all the same.
     */
    INTERPOLATE
}
