package io.ssl4j.core.network;

/**
 * A named run of a network's flat parameter array.
 *
 * @param name layer and parameter, for example "stem_W"
 * @param kind what it is
 * @param offset first element in the flat array
 * @param length number of elements
 * @param shape the shape that the layer sees
 * @param order 'c' or 'f': how the shape lies in the flat run
 */
public record Segment(String name, SegmentKind kind, long offset, long length, long[] shape, char order) {

    public Segment {
        shape = shape.clone();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Whether an optimiser may train it. */
    public boolean trained() {
        return kind != SegmentKind.STATISTIC;
    }
}
