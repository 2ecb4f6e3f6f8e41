package io.ssl4j.core.network;

/**
 * How a training-mode forward pass treats batch statistics.
 *
 * @param statisticGroups into how many equal, consecutive runs of rows the batch is cut for batch normalisation: 1
 *     normalises all rows together, 2 normalises the two views of {@code [2N, ...]} apart
 */
public record PassMode(int statisticGroups) {

    /** All rows share their batch statistics. */
    public static final PassMode JOINT = new PassMode(1);

    public PassMode {
        if (statisticGroups < 1) {
            throw new IllegalArgumentException("statistic groups must be at least 1, got " + statisticGroups);
        }
    }

    /** Each of the given number of views has its own batch statistics. */
    public static PassMode perView(int views) {
        return new PassMode(views);
    }
}
