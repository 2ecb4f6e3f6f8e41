package io.ssl4j.core.batch;

import java.nio.FloatBuffer;

/** The places in a batch that belong to one sample. A slot is used by one loader thread at a time. */
public interface ViewSlot {

    /**
     * The row of one copy of one view: a buffer of {@link ViewSpec#rowLength()} floats, position 0, that writes into the
     * batch array itself.
     */
    FloatBuffer row(String view, int copy);

    /** The mask row of one copy of a masked view. */
    FloatBuffer mask(String view, int copy);
}
