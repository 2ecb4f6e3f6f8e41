package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;
import java.util.List;

/**
 * How a raw sample becomes the arrays of one training step. A generator is immutable and used by several loader threads
 * at once; it keeps scratch memory per thread, not per view.
 */
public interface ViewGenerator<T> {

    /** The views of a batch, each with its row shape. */
    List<ViewSpec> layout();

    /**
     * How the views are made, in words that are the same in another process. A run resumes with views of the same words
     * only. By default nothing is said, and nothing compared.
     */
    default String describe() {
        return "";
    }

    /**
     * Makes all views of one sample and writes them into their rows.
     *
     * @param sample the raw sample; never changed
     * @param key the address of this sample's randomness, (seed, epoch, sample index); copy {@code v} of a view draws
     *     from a child of it
     * @param slot where to write
     * @throws IllegalArgumentException if the sample does not fit the layout (say what must hold and what came)
     */
    void write(T sample, RandomKey key, ViewSlot slot);
}
