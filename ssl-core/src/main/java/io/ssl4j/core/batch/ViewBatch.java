package io.ssl4j.core.batch;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training step's input. The arrays belong to the loader and are overwritten after the next call of
 * {@code BatchLoader.next()}: a method that keeps some of them copies them.
 *
 * @param size samples in the batch
 * @param indices the data set index of each slot, length {@code size}
 * @param views the arrays by view name
 */
public record ViewBatch(int size, int[] indices, Map<String, View> views) {

    /** The data of a view. */
    public INDArray view(String name) {
        View view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException(
                    "the batch has no view '" + name + "'; its view generator makes " + views.keySet());
        }
        return view.data();
    }
}
