package io.ssl4j.core.batch;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import java.util.List;

/**
 * Turns a raw sample into the arrays of one training step. A generator is immutable and is used by several loader
 * threads at once; it keeps scratch memory per thread, not per view.
 */
public interface ViewGenerator<T> {

    /** The views of a batch, each with its row shape. */
    List<ViewSpec> layout();

    /**
     * The way in which the views are made, as text that is the same in every process. A run resumes only with views of
     * the same text. Empty by default: nothing is compared.
     */
    default String describe() {
        return "";
    }

    /**
     * Rejects a data set of which no views can be made, as far as that is known before samples are read. A loader calls
     * it before its threads start.
     *
     * @throws IllegalArgumentException if samples do not fit; the message says how many
     */
    default void check(Dataset<T> data) {}

    /**
     * Makes all views of one sample and writes them into their rows.
     *
     * @param sample the raw sample; never changed
     * @param key the key of this sample's randomness, from (seed, epoch, sample index); copy {@code v} of a view draws
     *     from a child of it
     * @param slot the place to write to
     * @throws IllegalArgumentException if the sample does not fit the layout (the message should say what is required
     *     and what was found)
     */
    void write(T sample, RandomKey key, ViewSlot slot);
}
