package io.ssl4j.core.vision.image;

import io.ssl4j.core.random.RandomStream;

/**
 * Chooses the part of the raw image that a view shows, and its size: the first stage of a pipeline. Immutable and safe
 * for use by several threads.
 */
public interface Framing {

    /** The number of rows of the view. */
    int height();

    /** The number of columns of the view. */
    int width();

    /**
     * Gives the target the shape {@code height() x width() x source.channels()} and fills it from the source.
     *
     * @param source the raw image; never changed
     * @param random the source of all random choices
     */
    void apply(Image source, ImageBuffer target, RandomStream random);

    /** One line for people, with all parameters. */
    String describe();
}
