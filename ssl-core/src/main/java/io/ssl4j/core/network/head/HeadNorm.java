package io.ssl4j.core.network.head;

/** The batch norm after a linear layer of a head, by what it learns. */
public enum HeadNorm {
    /** No batch norm. */
    NONE,
    /** Batch norm with a scale and a shift for each column, as in {@code nn.BatchNorm1d(n)}. */
    AFFINE,
    /** Batch norm with a scale for each column and no shift, as at the end of SimCLR's own head. */
    SCALE,
    /** Batch norm with neither, as in {@code nn.BatchNorm1d(n, affine=False)}: columns of mean 0 and variance 1. */
    PLAIN
}
