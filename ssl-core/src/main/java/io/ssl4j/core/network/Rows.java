package io.ssl4j.core.network;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The rows of a batch, with a mask if they differ in length. Networks treat what the mask marks as padding as if it
 * were not there.
 *
 * @param values {@code [n, shape...]}
 * @param mask {@code [n, length]}, 1 for valid places and 0 for padding; empty for rows of one length
 */
public record Rows(INDArray values, Optional<INDArray> mask) {

    public Rows {
        if (mask.isPresent() && (mask.get().rank() != 2 || mask.get().size(0) != values.size(0))) {
            throw new IllegalArgumentException("a mask is [n, length] for rows [n, ...], got "
                    + Arrays.toString(mask.get().shape()) + " for rows of " + Arrays.toString(values.shape()));
        }
    }

    /** Rows of one length. */
    public static Rows of(INDArray values) {
        return new Rows(values, Optional.empty());
    }

    /** Rows that differ in length. */
    public static Rows masked(INDArray values, INDArray mask) {
        return new Rows(values, Optional.of(mask));
    }

    /** The number of rows. */
    public long size() {
        return values.size(0);
    }

    /** Returns the rows in {@code [from, to)}, as views of the same memory. */
    public Rows interval(long from, long to) {
        return from == 0 && to == size() ? this : new Rows(part(values, from, to), mask.map(m -> part(m, from, to)));
    }

    private static INDArray part(INDArray array, long from, long to) {
        return array.get(NDArrayIndex.interval(from, to));
    }

    /** Returns other values for the same number of rows, under the same mask. */
    public Rows withValues(INDArray newValues) {
        return new Rows(newValues, mask);
    }
}
