package io.ssl4j.core.encoder;

/**
 * Decodes samples from the content of files, such as the body of a request. Safe for use by several threads.
 *
 * @param <T> the sample type
 */
@FunctionalInterface
public interface SampleReader<T> {

    /**
     * Decodes one sample.
     *
     * @param content the bytes of a file; not changed
     * @param name what messages call the content
     * @throws io.ssl4j.core.data.DatasetFormatException if the content is damaged or of no known format; the message
     *     begins with the name
     */
    T read(byte[] content, String name);
}
