package io.ssl4j.core.batch;

import java.nio.FloatBuffer;

/**
 * The places in a batch that belong to one sample. A slot is used by one loader thread at a time, and its buffers only
 * until {@link ViewGenerator#write} returns.
 *
 * <p>Every float of every row, and of every mask of a masked view, must be written, by relative or absolute puts. The
 * values of a row must be finite, those of a mask 0 or 1. The loader checks this and fails the sample otherwise.
 */
public interface ViewSlot {

    /**
     * Returns the row of one copy of one view: a buffer of {@link ViewSpec#rowLength()} floats, at position 0, that
     * writes directly into the batch array. Its previous content is undefined.
     *
     * @throws IllegalArgumentException if the layout has no such view or copy
     */
    FloatBuffer row(String view, int copy);

    /**
     * Returns the mask row of one copy of a masked view: a buffer of {@link ViewSpec#maskLength()} floats, at position
     * 0.
     *
     * @throws IllegalArgumentException if the layout has no such view or copy, or the view has no mask
     */
    FloatBuffer mask(String view, int copy);
}
