package io.ssl4j.core.train;

import io.ssl4j.core.network.Encoder;
import java.util.Map;

/**
 * An epoch that was made.
 *
 * @param epoch epochs made, this one included: 1 after the first
 * @param epochs epochs of the whole run
 * @param step updates made
 * @param meanLoss mean of the losses of its steps
 * @param imagesPerSecond samples per second of late, waiting for batches included
 * @param seconds wall time of the run so far
 * @param encoders the method's encoders, live: they change with the next step; embedding images with them changes no bit
 *     of the run
 */
public record EpochInfo(
        int epoch,
        int epochs,
        long step,
        double meanLoss,
        double imagesPerSecond,
        double seconds,
        Map<String, Encoder> encoders) {

    public EpochInfo {
        encoders = Map.copyOf(encoders);
    }
}
