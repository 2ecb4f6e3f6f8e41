package io.ssl4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network's parameters and accumulated gradients as two flat arrays of equal length, with named segments. Every
 * {@link Pass#backward} adds to the gradients; {@link #zeroGradients} begins the next step.
 */
public final class Parameters {

    private final INDArray values;
    private INDArray gradients;
    private final List<Segment> segments;
    private int passes;

    /**
     * Makes the parameters of a network with a single tensor.
     *
     * @param name the name of the only segment
     * @param initial float or double; copied
     */
    public static Parameters of(String name, SegmentKind kind, INDArray initial) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray flat = initial.dup('c').reshape('c', new long[] {initial.length()});
            return new Parameters(flat, List.of(new Segment(name, kind, 0, flat.length(), initial.shape(), 'c')));
        }
    }

    /**
     * @param values 1-D, float or double; not copied
     * @param segments in order, covering the array without gaps
     */
    public Parameters(INDArray values, List<Segment> segments) {
        if (values.rank() != 1) {
            throw new IllegalArgumentException("parameters must be a 1-D array, got rank " + values.rank());
        }
        if (values.length() > 1 && values.stride(0) != 1) {
            throw new IllegalArgumentException("parameters must be a contiguous array, got the stride "
                    + values.stride(0) + "; pass values.dup()");
        }
        long next = 0;
        for (Segment segment : segments) {
            if (segment.offset() != next) {
                throw new IllegalArgumentException("segments must follow each other without gaps: '" + segment.name()
                        + "' starts at " + segment.offset() + ", expected " + next);
            }
            next += segment.length();
        }
        if (next != values.length()) {
            throw new IllegalArgumentException(
                    "segments cover " + next + " of " + values.length() + " parameters; they must cover all");
        }
        this.values = values;
        this.segments = List.copyOf(segments);
    }

    /** The parameters, 1-D; changing it changes the network. */
    public INDArray values() {
        return values;
    }

    /**
     * The gradients accumulated since {@link #zeroGradients}, 1-D. The array is never allocated for a network that is
     * not trained, such as a target.
     */
    public INDArray gradients() {
        if (gradients == null) {
            try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                gradients = Nd4j.zeros(values.dataType(), Math.max(1, values.length()));
            }
        }
        return gradients;
    }

    /** The segments of the flat arrays, in order. */
    public List<Segment> segments() {
        return segments;
    }

    /** The number of parameters, including running statistics. */
    public long length() {
        return values.length();
    }

    /** Adds the gradient of one backward pass; for implementations of {@link Network}. */
    public void accumulate(INDArray flatGradient) {
        if (flatGradient.length() != Math.max(1, values.length())) {
            throw new IllegalArgumentException("a gradient has as many entries as there are parameters, "
                    + values.length() + ", got " + flatGradient.length());
        }
        gradients().addi(flatGradient.rank() == 1 ? flatGradient : flatGradient.reshape(flatGradient.length()));
        passes++;
    }

    /** Resets the gradients; the trainer does so before every update. */
    public void zeroGradients() {
        if (gradients != null) {
            gradients.assign(0);
        }
        passes = 0;
    }

    /** The number of backward passes that the gradients were summed over. */
    public int passes() {
        return passes;
    }

    /**
     * Replaces this worker's sums by those of several workers: gradients and number of passes.
     *
     * @param sums an array as long as the parameters
     */
    public void replaceGradients(INDArray sums, int summedPasses) {
        gradients().assign(sums.reshape(gradients().shape()));
        passes = summedPasses;
    }

    /** Multiplies the gradients by a factor, except the deltas of running statistics. */
    public void scaleGradients(double factor) {
        for (Segment segment : segments) {
            if (segment.kind() != SegmentKind.STATISTIC) {
                view(gradients(), segment).muli(factor);
            }
        }
    }

    /**
     * Applies the deltas of running statistics that this step's passes left, averaged over the passes. Called once per
     * update, by the trainer.
     */
    public void applyStatistics() {
        if (passes == 0) {
            return;
        }
        DataBuffer current = values.data();
        DataBuffer deltas = gradients().data();
        for (Segment segment : segments) {
            if (segment.kind() != SegmentKind.STATISTIC) {
                continue;
            }
            for (long i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                if (values.dataType() == DataType.DOUBLE) {
                    current.put(i, current.getDouble(i) - deltas.getDouble(i) / passes);
                } else {
                    current.put(i, current.getFloat(i) - deltas.getFloat(i) / passes);
                }
            }
        }
    }

    /** Returns whether this step's accumulated deltas of the running statistics are finite. */
    public boolean statisticsFinite() {
        DataBuffer deltas = gradients().data();
        for (Segment segment : segments) {
            if (segment.kind() == SegmentKind.STATISTIC) {
                for (long i = segment.offset(); i < segment.offset() + segment.length(); i++) {
                    if (!Double.isFinite(deltas.getDouble(i))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Returns the part of a flat array that belongs to a segment, as a 1-D view. */
    public static INDArray view(INDArray flat, Segment segment) {
        return flat.get(NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length()));
    }
}
