package io.ssl4j.core.train;

import io.ssl4j.core.network.Gather;
import io.ssl4j.core.network.Parameters;
import java.util.List;

/**
 * Exchanges gradients between workers after they are computed and before they are used. A single worker uses its own.
 * With several workers, each on a part of the batch, gradients are summed here, so that every worker then holds the
 * gradient of the whole batch and makes the same update.
 */
@FunctionalInterface
public interface GradientExchange {

    /**
     * Replaces the gradients, in place, by those of the whole update.
     *
     * @param trained the parameters of each trained network once, in the same order on every worker; gradients are
     *     means over this worker's samples, and {@link Parameters#passes} is the number of passes over which the
     *     changes of running statistics were summed
     * @param samples this worker's samples in the update
     */
    void exchange(List<Parameters> trained, long samples);

    /** Returns the source of other workers' rows for losses that compare samples. */
    default Gather gather() {
        return Gather.alone();
    }

    /** Returns the exchange of a single worker, which does nothing. */
    static GradientExchange none() {
        return (trained, samples) -> {};
    }
}
