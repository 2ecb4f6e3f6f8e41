package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * One step of a pipeline: changes a picture in place and keeps its shape. Immutable and safe for use by several threads.
 */
public interface ImageOperation {

    /**
     * Applies the operation.
     *
     * @param picture the picture; its shape stays
     * @param random where every random choice comes from
     */
    void apply(ImageBuffer picture, RandomStream random);

    /**
     * Whether samples must lie in 0..1, so that the operation may not follow a normalisation. True for those that clamp,
     * compare with a level or speak of colours.
     */
    default boolean needsUnitRange() {
        return true;
    }

    /**
     * Checks that the operation can work on pictures of a channel count; called once, before the first view.
     *
     * @throws IllegalArgumentException if it cannot, saying what it needs
     */
    default void requireChannels(int channels) {}

    /** One line for people, with all parameters. */
    String describe();
}
