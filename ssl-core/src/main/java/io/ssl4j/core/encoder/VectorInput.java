package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The input of an encoder of samples of your own that become vectors of one length.
 *
 * <pre>{@code
 * EncoderInput<Purchase> input = new VectorInput<>("purchase", Purchase.class, 8, Purchase::features);
 * }</pre>
 *
 * @param kind of sample, unique among your encoders
 * @param sampleType the class of the samples
 * @param length of a vector
 * @param features makes a vector of a sample; called from several threads at once
 * @param <T> the sample type
 */
public record VectorInput<T>(String kind, Class<T> sampleType, int length, Function<T, float[]> features)
        implements EncoderInput<T> {

    public VectorInput {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sampleType, "sampleType");
        Objects.requireNonNull(features, "features");
        if (length < 1) {
            throw new IllegalArgumentException("a vector needs a length of at least 1, got " + length);
        }
    }

    @Override
    public List<ViewSpec> rows() {
        return List.of(ViewSpec.of(kind, 1, length));
    }

    @Override
    public void write(T sample, ViewSlot slot) {
        float[] vector = features.apply(sample);
        if (vector.length != length) {
            throw new IllegalArgumentException(
                    "the features of a " + kind + " must be " + length + " numbers, got " + vector.length);
        }
        slot.row(kind, 0).put(vector);
    }

    /** "purchase, 8 numbers". */
    @Override
    public String toString() {
        return kind + ", " + length + " numbers";
    }
}
