package io.ssl4j.core.batch;

import java.util.Arrays;
import java.util.Objects;

/**
 * One named view of a batch: its array is {@code [copies * batchSize, shape...]}, and copy {@code v} of the sample in
 * slot {@code i} is row {@code v * batchSize + i}. For example, the two views of SimCLR are one spec with two copies;
 * the first half of the rows is the first view.
 *
 * @param name the key in {@link ViewBatch#views()}: "views", "global", "local", "labels"
 * @param copies views per sample, at least 1
 * @param shape the shape of one row; empty for a scalar such as a pseudo-label
 * @param maskAxis the axis of {@code shape} along which samples differ in length, with a mask {@code [copies *
 *     batchSize, shape[maskAxis]]}; {@value #NO_MASK} for samples of one size
 */
public record ViewSpec(String name, int copies, long[] shape, int maskAxis) {

    /** The {@link #maskAxis} of a view without mask. */
    public static final int NO_MASK = -1;

    public ViewSpec {
        if (copies < 1) {
            throw new IllegalArgumentException("view '" + name + "' needs at least 1 copy per sample, got " + copies);
        }
        if (maskAxis < NO_MASK || maskAxis >= shape.length) {
            throw new IllegalArgumentException("the mask axis of view '" + name + "' must be an axis of its rows, "
                    + Arrays.toString(shape) + ", counted from 0, or " + NO_MASK + " for no mask, got " + maskAxis);
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
        return new ViewSpec(name, copies, shape, NO_MASK);
    }

    /** A view whose samples differ in length along an axis of their rows. */
    public static ViewSpec masked(String name, int copies, int maskAxis, long... shape) {
        return new ViewSpec(name, copies, shape, maskAxis);
    }

    /** The name of a copy for people, counted from 1: "view 1" of "views", "global 2" of "global". */
    public String label(int copy) {
        return label(name, copy);
    }

    /** The name of a copy of a view for people, counted from 1. */
    public static String label(String name, int copy) {
        return (name.endsWith("views") ? name.substring(0, name.length() - 1) : name) + " " + (copy + 1);
    }

    /** Returns the same view with another number of copies per sample. */
    public ViewSpec withCopies(int newCopies) {
        return new ViewSpec(name, newCopies, shape, maskAxis);
    }

    /** Returns the same view under another name. */
    public ViewSpec withName(String newName) {
        return new ViewSpec(newName, copies, shape, maskAxis);
    }

    /** Returns whether the view has a mask. */
    public boolean masked() {
        return maskAxis != NO_MASK;
    }

    /**
     * The number of values in one row of the mask: the largest length that a sample can have.
     *
     * @throws IllegalStateException if the view has no mask
     */
    public int maskLength() {
        if (!masked()) {
            throw new IllegalStateException("view '" + name + "' has no mask; make it with ViewSpec.masked");
        }
        return Math.toIntExact(shape[maskAxis]);
    }

    /** The shape of an array of rows: {@code [rows, shape...]}. */
    public long[] arrayShape(long rows) {
        long[] whole = new long[shape.length + 1];
        whole[0] = rows;
        System.arraycopy(shape, 0, whole, 1, shape.length);
        return whole;
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
                && maskAxis == o.maskAxis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, copies, Arrays.hashCode(shape), maskAxis);
    }

    /** "2 x 'views' [28, 28, 1]", with " masked along axis 1" if masked. */
    @Override
    public String toString() {
        return copies + " x '" + name + "' " + Arrays.toString(shape)
                + (masked() ? " masked along axis " + maskAxis : "");
    }
}
