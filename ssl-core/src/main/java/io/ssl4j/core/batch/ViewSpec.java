package io.ssl4j.core.batch;

import java.util.Arrays;
import java.util.Objects;

/**
 * One named view of a batch: its array is {@code [copies * batchSize, shape...]}, and copy {@code v} of the sample in
 * slot {@code i} is row {@code v * batchSize + i}. So the two views of SimCLR are one spec with two copies, the first
 * half of the rows the first view.
 *
 * @param name the key in {@link ViewBatch#views()}: "views", "global", "local", "labels"
 * @param copies views per sample, at least 1
 * @param shape the shape of one row; empty for a scalar such as a pseudo-label
 * @param masked whether a mask {@code [copies * batchSize, shape[last]]} travels along (variable lengths)
 */
public record ViewSpec(String name, int copies, long[] shape, boolean masked) {

    public ViewSpec {
        if (copies < 1) {
            throw new IllegalArgumentException("view '" + name + "' needs at least 1 copy per sample, got " + copies);
        }
        shape = shape.clone();
        for (long extent : shape) {
            if (extent < 1) {
                throw new IllegalArgumentException(
                        "view '" + name + "' needs extents of at least 1, got " + Arrays.toString(shape));
            }
        }
    }

    /** A view without mask. */
    public static ViewSpec of(String name, int copies, long... shape) {
        return new ViewSpec(name, copies, shape, false);
    }

    /** Floats in one row. */
    public int rowLength() {
        long length = 1;
        for (long extent : shape) {
            length *= extent;
        }
        return Math.toIntExact(length);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ViewSpec o
                && name.equals(o.name)
                && copies == o.copies
                && Arrays.equals(shape, o.shape)
                && masked == o.masked;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, copies, Arrays.hashCode(shape), masked);
    }

    /** "2 x 'views' [28, 28, 1]", and " masked" where it is. */
    @Override
    public String toString() {
        return copies + " x '" + name + "' " + Arrays.toString(shape) + (masked ? " masked" : "");
    }
}
