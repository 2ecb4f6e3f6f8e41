package io.ssl4j.core.joint;

import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The rows of the last batches, first in, first out: MoCo's keys, NNCLR's support set, SwAV's queue. Its size need not
 * be a multiple of the batch size. Rows, position and fill level belong in a checkpoint ({@link #addTo}).
 *
 * <p>A step reads {@link #rows} first and {@link #push}es its own rows last, so that it never sees them in the queue.
 */
public final class FeatureQueue {

    private final String name;
    private final INDArray ring;
    private long position;
    private long filled;

    private FeatureQueue(String name, INDArray ring, long filled) {
        this.name = name;
        this.ring = ring;
        this.filled = filled;
    }

    /**
     * Makes an empty queue.
     *
     * @param name the name of the queue in a checkpoint
     * @param size the largest number of rows, at least 1
     * @param width the width of a row
     */
    public static FeatureQueue empty(String name, int size, int width, DataType type) {
        if (size < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a queue holds at least 1 row of width 1, got the size " + size + " and the width " + width);
        }
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return new FeatureQueue(name, Nd4j.create(type, new long[] {size, width}, 'c'), 0);
        }
    }

    /** Makes a queue full of random rows of unit length, like the initial queue of MoCo's reference code. */
    public static FeatureQueue random(String name, int size, int width, DataType type, long seed) {
        FeatureQueue queue = empty(name, size, width, type);
        RandomStream random = RandomKey.of(seed).child(name).stream();
        double[] row = new double[width];
        for (int i = 0; i < size; i++) {
            Arrays.setAll(row, j -> random.nextGaussian());
            RowMath.normalize(row);
            for (int j = 0; j < width; j++) {
                queue.ring.data().put((long) i * width + j, row[j]);
            }
        }
        queue.filled = size;
        return queue;
    }

    /** The current rows, in no particular order: live, {@code [n, K]} with n up to the size. */
    public INDArray rows() {
        if (filled == 0) {
            throw new IllegalStateException("the queue '" + name + "' is empty; push rows first");
        }
        return filled == size() ? ring : ring.get(NDArrayIndex.interval(0, filled), NDArrayIndex.all());
    }

    /** The current number of rows. */
    public long filled() {
        return filled;
    }

    /** Returns whether the queue is full. */
    public boolean isFull() {
        return filled == size();
    }

    /** The largest number of rows. */
    public long size() {
        return ring.size(0);
    }

    /**
     * Adds rows, replacing the oldest. If there are more rows than the queue can hold, the last ones are kept.
     *
     * @param rows {@code [n, K]}; copied
     * @throws IllegalArgumentException if the width differs
     */
    public void push(INDArray rows) {
        if (rows.rank() != 2 || rows.size(1) != ring.size(1)) {
            throw new IllegalArgumentException("the queue '" + name + "' takes rows of width " + ring.size(1)
                    + ", got shape " + Arrays.toString(rows.shape()));
        }
        long next = Math.max(0, rows.size(0) - size());
        while (next < rows.size(0)) {
            long place = position % size();
            long count = Math.min(rows.size(0) - next, size() - place);
            ring.get(NDArrayIndex.interval(place, place + count), NDArrayIndex.all())
                    .assign(rows.get(NDArrayIndex.interval(next, next + count), NDArrayIndex.all()));
            position = (place + count) % size();
            next += count;
            filled = Math.min(size(), Math.max(filled, place + count));
        }
    }

    /** Adds rows, position and fill level to a checkpoint's state. */
    public MethodState addTo(MethodState state) {
        return state.array(name, ring, MethodState.Merge.KEEP_LOCAL)
                .counter(name + "/position", () -> position, value -> position = value)
                .counter(name + "/filled", () -> filled, value -> filled = value);
    }
}
