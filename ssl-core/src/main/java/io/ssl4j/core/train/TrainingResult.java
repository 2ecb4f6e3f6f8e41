package io.ssl4j.core.train;

import io.ssl4j.core.encoder.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param stopReason why it ended
 * @param encoders what the method has trained
 * @param epochLosses mean loss of every whole epoch, those before a resume included
 * @param steps updates made, those before a resume included
 * @param seconds wall time of the run, evaluation and checkpoints included, without the time between stopping and
 *     resuming
 * @param samplesPerSecond samples per second over all steps, waiting for batches included, listeners and checkpoints not
 * @param checkpoint the last checkpoint, if checkpoints were asked for
 * @param message the end in words; after a stop also how to resume
 */
public record TrainingResult(
        StopReason stopReason,
        Map<String, Encoder<?>> encoders,
        List<Double> epochLosses,
        long steps,
        double seconds,
        double samplesPerSecond,
        Optional<Path> checkpoint,
        String message) {

    public TrainingResult {
        encoders = Map.copyOf(encoders);
        epochLosses = List.copyOf(epochLosses);
    }

    /** The main encoder. */
    public Encoder<?> encoder() {
        Encoder<?> encoder = encoders.get(Encoder.NAME);
        if (encoder == null) {
            throw new IllegalStateException(
                    "the method has no encoder named 'encoder', it has " + encoders.keySet() + "; use encoders()");
        }
        return encoder;
    }

    /**
     * The main encoder as one of a sample type, such as {@code Image.class}.
     *
     * @throws IllegalArgumentException if it takes other samples
     */
    public <T> Encoder<T> encoder(Class<T> samples) {
        return encoder().as(samples);
    }
}
