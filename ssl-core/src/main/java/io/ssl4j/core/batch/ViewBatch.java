package io.ssl4j.core.batch;

import io.ssl4j.core.network.Rows;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The input of one training step. The arrays belong to the loader and are overwritten after the next call of {@code
 * BatchLoader.next()}: a method that keeps any of them must copy them.
 *
 * @param size samples in the batch
 * @param indices the data set index of each slot, length {@code size}
 * @param views the rows by view name; row order as in {@link ViewSpec}
 */
public record ViewBatch(int size, int[] indices, Map<String, Rows> views) {

    /** The rows of a view, with their mask if they have one, as input for a network. */
    public Rows rows(String name) {
        Rows rows = views.get(name);
        if (rows == null) {
            throw new IllegalArgumentException(
                    "the batch has no view '" + name + "'; its view generator makes " + views.keySet());
        }
        return rows;
    }

    /**
     * The values of a view whose rows have one length.
     *
     * @throws IllegalStateException if the view has a mask, which would be lost
     */
    public INDArray view(String name) {
        Rows rows = rows(name);
        if (rows.mask().isPresent()) {
            throw new IllegalStateException("the rows of view '" + name
                    + "' differ in length and have a mask; take both with rows(\"" + name + "\")");
        }
        return rows.values();
    }
}
