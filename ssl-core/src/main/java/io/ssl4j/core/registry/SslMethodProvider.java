package io.ssl4j.core.registry;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import java.util.List;

/**
 * A method that can be made from its name and textual options. Listed in
 * {@code META-INF/services/io.ssl4j.core.registry.SslMethodProvider} of its module. Stateless. Most methods extend
 * {@link ViewMethodProvider}.
 */
public interface SslMethodProvider {

    /** Lower case, words joined by hyphens: "barlow-twins". The same as {@link SslMethod#name()} of what it makes. */
    String name();

    /** One line with the paper: "SimCLR: ... (Chen et al. 2020, arXiv:2002.05709)". */
    String description();

    /** To which kind of methods it belongs. */
    MethodFamily family();

    /** Whether the method can learn from samples of a modality. */
    boolean worksOn(Modality<?> modality);

    /** What can be set, with the defaults of the method's configuration and of the modality's views. */
    List<MethodOption> options(Modality<?> modality);

    /**
     * Makes the method.
     *
     * @param modality of the encoder's samples; the method works on it
     * @param encoder what is trained
     * @param options values of {@link #options}, checked
     * @param seed for the initial weights of heads
     * @throws IllegalArgumentException if a value is out of range or does not suit the encoder
     */
    <T> SslMethod<T> create(Modality<T> modality, Encoder<T> encoder, MethodOptions options, long seed);
}
