package io.ssl4j.core.network;

/**
 * The treatment of batch statistics by a forward pass in training mode.
 *
 * @param statisticGroups the number of equal, consecutive groups of rows that batch norm normalises separately: 1
 *     normalises all rows together, 2 normalises the two views of {@code [2N, ...]} separately
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
