package io.ssl4j.core.train;

import io.ssl4j.core.method.Gather;
import io.ssl4j.core.network.Parameters;
import java.util.List;

/**
 * What becomes of an update's gradients between their computation and their use. Alone, a worker uses its own. With other
 * workers, each on a part of the batch, this is where gradients are summed: afterwards every worker holds the gradient of
 * the whole batch and makes the same update.
 */
@FunctionalInterface
public interface GradientExchange {

    /**
     * Brings the gradients to those of the whole update, in place.
     *
     * @param trained the parameters of each trained network once, in the same order on every worker; gradients are means
     *     over this worker's samples, and {@link Parameters#passes} says over how many passes the changes of running
     *     statistics were added up
     * @param samples of this worker in the update
     */
    void exchange(List<Parameters> trained, long samples);

    /** Where losses that compare samples get those of other workers from. */
    default Gather gather() {
        return Gather.alone();
    }

    /** A single worker: nothing is exchanged. */
    static GradientExchange none() {
        return (trained, samples) -> {};
    }
}
