package io.ssl4j.core.series;

/** How the values of a series are brought to a common scale before a network sees them. */
public enum SeriesNormalization {
    /** As they are. */
    NONE,
    /** Each channel of each series to mean 0 and deviation 1: only its shape counts. */
    PER_SERIES,
    /** Each channel by the mean and deviation that it has over the whole training set: levels and amplitudes count. */
    PER_CHANNEL
}
