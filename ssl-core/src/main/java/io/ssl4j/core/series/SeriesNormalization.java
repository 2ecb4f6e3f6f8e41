package io.ssl4j.core.series;

/** The normalisation that brings the values of a series to a common scale. */
public enum SeriesNormalization {
    /** No normalisation. */
    NONE,
    /** Each channel of each series to mean 0 and deviation 1, which keeps only its shape. */
    PER_SERIES,
    /** Each channel by its mean and deviation over the whole training set, which keeps levels and amplitudes. */
    PER_CHANNEL
}
