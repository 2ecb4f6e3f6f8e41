package io.ssl4j.core.encoder;

import io.ssl4j.core.data.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns samples into rows of features: an encoder, or a floor, that is, a baseline that learns nothing from the samples
 * and that a pretrained encoder has to beat. Safe for use by several threads.
 *
 * @param <T> the sample type
 */
@FunctionalInterface
public interface FeatureMap<T> {

    /**
     * Features {@code [n, d]} of n samples, float, finite, in data set order. A sample's row depends on that sample
     * only.
     *
     * @throws IllegalArgumentException if the data set is empty, or a sample does not fit; the message names it
     */
    INDArray features(Dataset<T> data);

    /** The name of these features in a report: "raw series". */
    default String name() {
        return "features";
    }

    /** Returns the representations of an encoder, in inference mode, as features. */
    static <T> FeatureMap<T> of(Encoder<T> encoder) {
        return new FeatureMap<>() {
            @Override
            public INDArray features(Dataset<T> data) {
                return encoder.embed(data);
            }

            @Override
            public String name() {
                return encoder.name();
            }
        };
    }
}
