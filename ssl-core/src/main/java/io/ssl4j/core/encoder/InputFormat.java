package io.ssl4j.core.encoder;

import java.util.Map;

/**
 * Writes and reads one kind of encoder input as part of the encoder's file. Formats are found by kind through {@link
 * java.util.ServiceLoader}, so that encoders of any kind of sample can be loaded.
 *
 * @param <T> the sample type
 */
public interface InputFormat<T> {

    /** The kind that this format reads and writes: {@link EncoderInput#kind}. */
    String kind();

    /**
     * Returns an input as named values: strings, numbers, booleans, float arrays. They are written to the file as JSON.
     */
    Map<String, Object> write(EncoderInput<T> input);

    /**
     * Returns the input that was written.
     *
     * @throws IllegalArgumentException if a value is missing or does not fit
     */
    EncoderInput<T> read(InputFields fields);
}
