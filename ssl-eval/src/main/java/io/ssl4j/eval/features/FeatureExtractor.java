package io.ssl4j.eval.features;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.Image;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How images become rows of features. An extractor is frozen: it has learned nothing from the images that it is given. */
@FunctionalInterface
public interface FeatureExtractor {

    /** Features {@code [n, d]} of {@code n} images, in data set order. */
    INDArray extract(Dataset<Image> images);

    /** The representations of an encoder, in inference mode. */
    static FeatureExtractor of(Encoder<Image> encoder) {
        Objects.requireNonNull(encoder, "encoder");
        return encoder::embed;
    }

    /**
     * The pixels themselves, in 0..1, row by row with channels interleaved: the floor under every learned representation.
     * All images must have one shape.
     */
    static FeatureExtractor rawPixels() {
        return RawPixels::extract;
    }
}
