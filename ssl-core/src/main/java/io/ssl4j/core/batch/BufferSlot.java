package io.ssl4j.core.batch;

import java.nio.FloatBuffer;

/** The slot of one sample in a ring buffer. One object per loader thread, moved from sample to sample. */
final class BufferSlot implements ViewSlot {

    private final RowCheck check = new RowCheck();
    private BatchBuffer buffer;
    private int size;
    private int slot;

    /** Moves to a slot of a batch of the given size, and marks its rows as not written. */
    void moveTo(BatchBuffer newBuffer, int newSize, int newSlot) {
        buffer = newBuffer;
        size = newSize;
        slot = newSlot;
        for (ViewRows rows : buffer.rows()) {
            for (int copy = 0; copy < rows.spec().copies(); copy++) {
                check.erase(rows.row(copy, slot, size));
                if (rows.spec().masked()) {
                    check.erase(rows.maskRow(copy, slot, size));
                }
            }
        }
    }

    /** @throws IllegalStateException if a row or mask was not written completely, or holds an invalid value */
    void requireWritten() {
        for (ViewRows rows : buffer.rows()) {
            ViewSpec spec = rows.spec();
            for (int copy = 0; copy < spec.copies(); copy++) {
                String what = "view '" + spec.name() + "', copy " + copy;
                check.requireWritten(rows.row(copy, slot, size), what);
                if (spec.masked()) {
                    check.requireMask(rows.maskRow(copy, slot, size), "the mask of " + what);
                }
            }
        }
    }

    @Override
    public FloatBuffer row(String view, int copy) {
        return find(view, copy).row(copy, slot, size);
    }

    @Override
    public FloatBuffer mask(String view, int copy) {
        ViewRows rows = find(view, copy);
        if (!rows.spec().masked()) {
            throw new IllegalArgumentException("view '" + view + "' has no mask; make it with ViewSpec.masked");
        }
        return rows.maskRow(copy, slot, size);
    }

    private ViewRows find(String view, int copy) {
        ViewRows rows = buffer.rows(view);
        if (copy < 0 || copy >= rows.spec().copies()) {
            throw new IllegalArgumentException("view '" + view + "' has the copies 0 to "
                    + (rows.spec().copies() - 1) + " per sample, got " + copy);
        }
        return rows;
    }
}
