package io.ssl4j.core.train.event;

import io.ssl4j.core.encoder.Encoder;
import java.util.Map;

/**
 * A finished epoch.
 *
 * @param epoch epochs done, including this one: 1 after the first
 * @param epochs epochs of the whole run
 * @param step updates made
 * @param meanLoss the mean loss of its steps
 * @param samplesPerSecond recent samples per second, including the time spent waiting for batches
 * @param seconds wall time of the run so far
 * @param encoders the method's encoders, live: the next step changes them; embedding images with them does not affect
 *     the run
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
