package io.ssl4j.core.network;

/**
 * A named, contiguous part of a network's flat parameter array.
 *
 * @param name layer and parameter, for example "stem_W"
 * @param kind the kind of parameter
 * @param offset first element in the flat array
 * @param length number of elements
 * @param shape the shape that the layer sees
 * @param order 'c' or 'f': the element order of the shape in the flat array
 */
public record Segment(String name, SegmentKind kind, long offset, long length, long[] shape, char order) {

    public Segment {
        shape = shape.clone();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Returns whether an optimiser may train it. */
    public boolean trained() {
        return kind != SegmentKind.STATISTIC;
    }
}
