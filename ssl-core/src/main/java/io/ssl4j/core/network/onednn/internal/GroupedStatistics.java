package io.ssl4j.core.network.onednn.internal;

/**
 * A normalisation layer whose training statistics can be taken over parts of the batch, so that two views in one batch,
 * or the splits of MoCo's shuffled batch norm, are normalised separately.
 */
public interface GroupedStatistics {

    /**
     * Cuts the batch into equal, consecutive groups of rows, each normalised with its own mean and variance. Holds for
     * every following forward pass in training mode; inference uses running statistics and ignores it.
     *
     * @param groups at least 1, the default; must divide the batch size
     * @throws IllegalArgumentException if it is below 1
     */
    void setGroups(int groups);

    /** The number of groups that the batch is split into in training. */
    int groups();
}
