package io.ssl4j.core.network;

import java.util.Optional;

/**
 * The treatment of batch statistics by a forward pass in training mode.
 *
 * @param statisticGroups the number of equal, consecutive groups of rows that batch norm normalises separately: 1
 *     normalises all rows together, 2 normalises the two views of {@code [2N, ...]} separately
 * @param gather where batch norm gets the rows of other workers from, so that its statistics are those of the whole
 *     batch
 * @param tracksStatistics whether the pass only runs forward and moves the running statistics itself, by the mean over
 *     its groups; otherwise they move after backward, with the optimiser. A network with running statistics must heed
 *     it
 */
public record PassMode(int statisticGroups, Optional<Gather> gather, boolean tracksStatistics) {

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
        this(statisticGroups, Optional.empty(), false);
    }

    /** Each of the given number of views has its own batch statistics. */
    public static PassMode perView(int views) {
        return new PassMode(views);
    }

    /** The same with batch statistics over all workers; the same mode for a single worker. */
    public PassMode withGather(Gather workers) {
        return workers.isAlone() ? this : new PassMode(statisticGroups, Optional.of(workers), tracksStatistics);
    }

    /**
     * The same for a network that no optimiser trains, such as a target: its running statistics are those of its own
     * passes, although none of them runs backward.
     */
    public PassMode withTrackedStatistics() {
        return new PassMode(statisticGroups, gather, true);
    }
}
