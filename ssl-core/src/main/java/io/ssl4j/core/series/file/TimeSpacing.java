package io.ssl4j.core.series.file;

/**
 * What is asked of the times of a series. They must always increase. The step is the difference between the first two
 * times of a series, or what the caller says; a difference that is within a tenth of a step of a multiple of it counts
 * as that.
 */
public enum TimeSpacing {
    /** Times may lie anyhow, and are not looked at further: rows are time steps. */
    ANY,
    /** Each time is one step after the one before; a gap is refused, naming the line. */
    EVEN,
    /**
     * Each time is one or more steps after the one before. The steps between are filled in on a straight line, at most
     * as many in a series as it has rows.
     */
    FILL_GAPS
}
