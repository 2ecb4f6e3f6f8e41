package io.ssl4j.core.series.file;

/**
 * The requirement on the times of a series, which must always increase. The step is the difference between the first
 * two times of a series, or as given by the caller; a difference within a tenth of a step of a multiple counts as that
 * multiple.
 */
public enum TimeSpacing {
    /** Any increasing times are allowed and otherwise ignored: rows are time steps. */
    ANY,
    /** Each time is one step after the previous one; a gap is rejected, with its line. */
    EVEN,
    /**
     * Each time is one or more steps after the previous one. The steps in between are filled in by linear
     * interpolation, at most as many per series as it has rows.
     */
    FILL_GAPS
}
