package io.ssl4j.core.batch;

import java.nio.FloatBuffer;

/**
 * The places in a batch that belong to one sample. A slot is used by one loader thread at a time, and its buffers only
 * until {@link ViewGenerator#write} returns.
 *
 * <p>Every float of every row, and of every mask of a masked view, has to be written, by relative or by absolute puts; a
 * row's values are finite, a mask's 0 or 1. The loader checks this and fails the sample otherwise.
 */
public interface ViewSlot {

    /**
     * The row of one copy of one view: a buffer of {@link ViewSpec#rowLength()} floats, position 0, that writes into the
     * batch array itself. What was in it before is undefined.
     *
     * @throws IllegalArgumentException if the layout has no such view or copy
     */
    FloatBuffer row(String view, int copy);

    /**
     * The mask row of one copy of a masked view: a buffer of {@link ViewSpec#maskLength()} floats, position 0.
     *
     * @throws IllegalArgumentException if the layout has no such view or copy, or the view has no mask
     */
    FloatBuffer mask(String view, int copy);
}
