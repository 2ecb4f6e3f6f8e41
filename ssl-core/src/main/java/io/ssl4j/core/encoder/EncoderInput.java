package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns one kind of raw sample into the rows that a network takes, without randomness: for embedding, evaluation and
 * serving. An encoder keeps its input and stores it in its file. Immutable and safe for use by several threads.
 *
 * <p>To train on samples of your own type, implement this interface (and a {@link io.ssl4j.core.batch.ViewGenerator},
 * which makes the random views of the same rows). To load such an encoder from a file again, add an {@link
 * InputFormat}.
 *
 * @param <T> the sample type
 */
public interface EncoderInput<T> {

    /** The kind of sample, as encoder files name it: "image", "series". */
    String kind();

    /** The class of the samples; an encoder read from a file is checked against it. */
    Class<T> sampleType();

    /**
     * The rows of one sample, one copy of each. A network with one input takes the only row; a network with several
     * takes each row under the name of its input.
     */
    List<ViewSpec> rows();

    /**
     * Writes a sample's rows (copy 0 of each of {@link #rows}) and their masks.
     *
     * @throws IllegalArgumentException if the sample does not fit; the message says what is required, what was found
     *     and what to do
     */
    void write(T sample, ViewSlot slot);

    /**
     * Rejects a data set whose samples do not fit, as far as that is known before they are read. It is called before a
     * data set is embedded, so that one message says of all samples what {@link #write} would say of the first.
     *
     * @throws IllegalArgumentException if samples do not fit; the message says how many
     */
    default void check(Dataset<T> data) {}

    /**
     * Returns how the content of a file becomes a sample that {@link #write} takes; empty if there is no file format of
     * one sample of this kind.
     */
    default Optional<SampleReader<T>> reader() {
        return Optional.empty();
    }

    /**
     * The preprocessing as text that is the same in every process: shape, and the numbers that it normalises with. A
     * run resumes only with inputs of the same text. By default kind and rows; the rows of some samples are compared as
     * well.
     */
    default String describe() {
        return kind() + " " + rows();
    }

    /**
     * Advice for when a network rejects these rows, as a phrase that completes "the network does not take ..., "; empty
     * if nothing is known.
     *
     * @param takes tests whether the network takes the rows of another input
     */
    default Optional<String> remedy(Predicate<EncoderInput<T>> takes) {
        return Optional.empty();
    }
}
