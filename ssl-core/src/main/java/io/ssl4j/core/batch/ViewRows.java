package io.ssl4j.core.batch;

import io.ssl4j.core.network.Rows;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arrays of one view in one ring buffer, and a window onto each of their rows. The windows are made once, so
 * nothing is allocated per sample afterwards.
 */
final class ViewRows {

    private final ViewSpec spec;
    private final INDArray data;
    private final INDArray mask;
    private final FloatBuffer[] rows;
    private final FloatBuffer[] maskRows;
    private final Rows whole;
    private Rows part;

    ViewRows(ViewSpec spec, int batchSize) {
        this.spec = spec;
        long count = (long) spec.copies() * batchSize;
        this.data = allocate(spec, spec.arrayShape(count));
        this.rows = windows(data, count, spec.rowLength());
        if (spec.masked()) {
            this.mask = allocate(spec, count, spec.maskLength());
            this.maskRows = windows(mask, count, spec.maskLength());
        } else {
            this.mask = null;
            this.maskRows = null;
        }
        this.whole = rowsOf(data, mask);
    }

    ViewSpec spec() {
        return spec;
    }

    /** Returns the row of one copy of the sample in a slot of a batch of this size. */
    FloatBuffer row(int copy, int slot, int size) {
        return rows[copy * size + slot].clear();
    }

    FloatBuffer maskRow(int copy, int slot, int size) {
        return maskRows[copy * size + slot].clear();
    }

    /** Returns the arrays of a batch of this size: all rows, or the first {@code copies * size}. */
    Rows view(int size) {
        long count = (long) spec.copies() * size;
        if (count == data.size(0)) {
            return whole;
        }
        if (part == null || part.size() != count) {
            part = rowsOf(first(data, count), mask == null ? null : first(mask, count));
        }
        return part;
    }

    private static Rows rowsOf(INDArray values, INDArray mask) {
        return mask == null ? Rows.of(values) : Rows.masked(values, mask);
    }

    /** Allocates an array outside any workspace that the caller may have open, since the array outlives it. */
    private static INDArray allocate(ViewSpec spec, long... shape) {
        long floats = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (floats > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalArgumentException("the array of a view must stay under 2 GB; view '" + spec.name()
                    + "' needs " + Arrays.toString(shape) + " floats, take a smaller batch");
        }
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        }
    }

    private static FloatBuffer[] windows(INDArray array, long count, int length) {
        FloatBuffer all = array.data().asNioFloat();
        FloatBuffer[] windows = new FloatBuffer[Math.toIntExact(count)];
        for (int r = 0; r < windows.length; r++) {
            windows[r] = all.slice(r * length, length);
        }
        return windows;
    }

    private static INDArray first(INDArray array, long count) {
        long[] shape = array.shape().clone();
        shape[0] = count;
        return Nd4j.create(array.data(), shape, array.stride().clone(), 0, 'c');
    }
}
