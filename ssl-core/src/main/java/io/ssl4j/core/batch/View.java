package io.ssl4j.core.batch;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One named view of a whole batch.
 *
 * @param data {@code [copies * batchSize, shape...]}, row order as in {@link ViewSpec}
 * @param mask 1 for a valid step and 0 for padding, or null for samples of fixed size
 */
public record View(INDArray data, INDArray mask) {}
