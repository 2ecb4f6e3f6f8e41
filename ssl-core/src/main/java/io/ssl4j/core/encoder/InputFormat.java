package io.ssl4j.core.encoder;

import java.util.Map;

/**
 * How the input of one kind of encoder stands in the encoder's file. Found through {@link java.util.ServiceLoader} by its
 * kind, so that an encoder of any kind can be loaded.
 *
 * @param <T> the sample type
 */
public interface InputFormat<T> {

    /** The kind that this format reads and writes: {@link EncoderInput#kind}. */
    String kind();

    /**
     * An input as named values: strings, numbers, booleans, float arrays. They are written to the file as JSON.
     */
    Map<String, Object> write(EncoderInput<T> input);

    /**
     * The input that was written.
     *
     * @throws IllegalArgumentException if a value is missing or does not fit
     */
    EncoderInput<T> read(InputFields fields);
}
