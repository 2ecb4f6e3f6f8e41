package io.ssl4j.core.registry;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import java.util.List;

/**
 * Makes a method from its name and options given as text. Listed in {@code
 * META-INF/services/io.ssl4j.core.registry.SslMethodProvider} of its module. Stateless. Most methods extend {@link
 * ViewMethodProvider}.
 */
public interface SslMethodProvider {

    /**
     * Lower case, words joined by hyphens: "barlow-twins". The same as {@link SslMethod#name()} of the methods that it
     * makes.
     */
    String name();

    /** One line with the paper: "SimCLR: ... (Chen et al. 2020, arXiv:2002.05709)". */
    String description();

    /** The family that the method belongs to. */
    MethodFamily family();

    /** Returns whether the method can learn from samples of a modality. */
    boolean worksOn(Modality<?> modality);

    /**
     * Returns the names of a modality's encoders that take the views of the method's default configuration, the default
     * first.
     */
    default List<String> encoders(Modality<?> modality) {
        return modality.encoders();
    }

    /** The options, with the defaults of the method's configuration and of the modality's views. */
    List<MethodOption> options(Modality<?> modality);

    /**
     * Checks the values of options as far as this needs no encoder.
     *
     * @param options values of {@link #options}
     * @throws IllegalArgumentException if a value is out of range
     */
    default void check(Modality<?> modality, MethodOptions options) {}

    /**
     * Makes the method.
     *
     * @param modality the modality of the encoder's samples; the method must work on it
     * @param encoder the encoder to train
     * @param options checked values of {@link #options}
     * @param seed the seed for the initial weights of heads
     * @throws IllegalArgumentException if a value is out of range or does not suit the encoder
     */
    <T> SslMethod<T> create(Modality<T> modality, Encoder<T> encoder, MethodOptions options, long seed);
}
