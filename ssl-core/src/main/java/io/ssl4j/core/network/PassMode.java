package io.ssl4j.core.network;

import java.util.Optional;

/**
 * The treatment of batch statistics by a forward pass in training mode.
 *
 * @param statisticGroups the number of equal, consecutive groups of rows that batch norm normalises separately: 1
 *     normalises all rows together, 2 normalises the two views of {@code [2N, ...]} separately
 * @param gather where batch norm gets the rows of other workers from, so that its statistics are those of the whole batch
 */
public record PassMode(int statisticGroups, Optional<Gather> gather) {

    /** All rows share their batch statistics. */
    public static final PassMode JOINT = new PassMode(1);

    public PassMode {
        if (statisticGroups < 1) {
            throw new IllegalArgumentException("statistic groups must be at least 1, got " + statisticGroups);
        }
        if (statisticGroups > 1 && gather.isPresent()) {
            throw new IllegalArgumentException("batch statistics can be taken over several workers only for all rows"
                    + " together, got " + statisticGroups + " statistic groups; let the views share their statistics");
        }
    }

    /** A single worker's pass. */
    public PassMode(int statisticGroups) {
        this(statisticGroups, Optional.empty());
    }

    /** Each of the given number of views has its own batch statistics. */
    public static PassMode perView(int views) {
        return new PassMode(views);
    }

    /** The same with batch statistics over all workers; the same mode for a single worker. */
    public PassMode withGather(Gather workers) {
        return workers.isAlone() ? this : new PassMode(statisticGroups, Optional.of(workers));
    }
}
