package io.ssl4j.core.vision.image;

import io.ssl4j.core.random.RandomStream;

/**
 * Which part of the raw image a view shows, and at what size: the first stage of a pipeline. Immutable and safe for use
 * by several threads.
 */
public interface Framing {

    /** Rows of the view. */
    int height();

    /** Columns of the view. */
    int width();

    /**
     * Makes the target {@code height() x width() x source.channels()} and fills it from the source.
     *
     * @param source the raw image; never changed
     * @param random where every random choice comes from
     */
    void apply(Image source, ImageBuffer target, RandomStream random);

    /** One line for people, with all parameters. */
    String describe();
}
