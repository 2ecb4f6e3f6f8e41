package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * One step of a pipeline, which changes a picture in place and keeps its shape. Immutable and safe for use by several
 * threads.
 */
public interface ImageOperation {

    /**
     * Applies the operation.
     *
     * @param picture the picture, whose shape must not change
     * @param random the source of all random choices
     */
    void apply(ImageBuffer picture, RandomStream random);

    /**
     * Returns whether samples must lie in 0..1, so that the operation must not follow a normalisation. True for
     * operations that clamp, compare with a level or deal with colours.
     */
    default boolean needsUnitRange() {
        return true;
    }

    /**
     * Checks that the operation can work on pictures of a channel count; called once, before the first view.
     *
     * @throws IllegalArgumentException if it cannot; the message says what it needs
     */
    default void requireChannels(int channels) {}

    /** Describes the operation on one line, with all parameters, for people. */
    String describe();
}
