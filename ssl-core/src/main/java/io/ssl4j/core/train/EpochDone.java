package io.ssl4j.core.train;

import io.ssl4j.core.encoder.Encoder;
import java.util.Map;

/**
 * An epoch that was made.
 *
 * @param epoch epochs made, this one included: 1 after the first
 * @param epochs epochs of the whole run
 * @param step updates made
 * @param meanLoss mean of the losses of its steps
 * @param samplesPerSecond samples per second of late, waiting for batches included
 * @param seconds wall time of the run so far
 * @param encoders the method's encoders, live: they change with the next step; embedding images with them changes no bit
 *     of the run
 */
public record EpochDone(
        int epoch,
        int epochs,
        long step,
        double meanLoss,
        double samplesPerSecond,
        double seconds,
        Map<String, Encoder<?>> encoders) {

    public EpochDone {
        encoders = Map.copyOf(encoders);
    }
}
