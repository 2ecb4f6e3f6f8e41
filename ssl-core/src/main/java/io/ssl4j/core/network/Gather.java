package io.ssl4j.core.network;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The source of other workers' rows for a loss that compares samples. A single worker has only its own rows. */
@FunctionalInterface
public interface Gather {

    /**
     * The rows of all workers.
     *
     * @param rows the batch as the loss compares it
     * @param own maps the gradient at all rows to the gradient at this worker's rows, scaled so that the mean over the
     *     workers, weighted by their samples, is the gradient of the whole batch
     */
    record Gathered(INDArray rows, UnaryOperator<INDArray> own) {}

    /**
     * Gathers rows.
     *
     * @param rows this worker's, {@code [copies n, ...]}, copy after copy
     * @param copies of each sample among the rows
     * @return rows of all workers, {@code [copies N, ...]}, copy after copy
     */
    Gathered gather(INDArray rows, int copies);

    /** Whether there is no other worker. */
    default boolean isAlone() {
        return false;
    }

    /** A single worker: its own rows. */
    static Gather alone() {
        return new Gather() {
            @Override
            public Gathered gather(INDArray rows, int copies) {
                return new Gathered(rows, gradient -> gradient);
            }

            @Override
            public boolean isAlone() {
                return true;
            }
        };
    }
}
