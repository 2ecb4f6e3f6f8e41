package io.ssl4j.core.encoder;

import io.ssl4j.core.data.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns samples into rows of numbers without learning: a floor that a pretrained encoder has to beat. What is fitted on
 * the rows, and on what share of the labels, is the same for both. Immutable and safe for use by several threads.
 *
 * @param <T> the sample type
 */
public interface FeatureMap<T> {

    /** What a report calls it: "raw series". */
    String name();

    /**
     * Features {@code [n, d]} of n samples, float, finite, in data set order. A sample's row depends on that sample
     * only.
     *
     * @throws IllegalArgumentException if the data set is empty, or a sample does not fit; the message names it
     */
    INDArray features(Dataset<T> data);
}
