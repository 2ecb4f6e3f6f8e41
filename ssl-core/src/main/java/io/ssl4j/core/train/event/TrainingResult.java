package io.ssl4j.core.train.event;

import io.ssl4j.core.encoder.Encoder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a run.
 *
 * @param stopReason why the call ended
 * @param encoders the encoders of the method by name, the main one as "encoder"
 * @param epochLosses the mean loss of every complete epoch, including those before a resume
 * @param steps updates made, including those before a resume
 * @param seconds the wall time of the run, including evaluation and checkpoints, without the time between stopping and
 *     resuming
 * @param samplesPerSecond samples per second over all steps, including the time spent waiting for batches, without
 *     listeners and checkpoints
 * @param checkpoint the last checkpoint, if checkpoints were requested
 * @param warnings the warnings of this call, in order: diagnoses of a {@code CollapseMonitor}, settings that are not
 *     used, checkpoints that could not be written
 * @param message the end of the run as text; after a stop also how to resume
 */
public record TrainingResult(
        StopReason stopReason,
        Map<String, Encoder<?>> encoders,
        List<Double> epochLosses,
        long steps,
        double seconds,
        double samplesPerSecond,
        Optional<Path> checkpoint,
        List<String> warnings,
        String message) {

    public TrainingResult {
        encoders = Collections.unmodifiableMap(new LinkedHashMap<>(encoders));
        epochLosses = List.copyOf(epochLosses);
        warnings = List.copyOf(warnings);
    }

    /** The main encoder. */
    public Encoder<?> encoder() {
        return encoder(Encoder.NAME);
    }

    /**
     * One of the encoders by name, such as the moving average of a method that has one.
     *
     * @throws IllegalStateException if the method has none of this name; the message lists the names
     */
    public Encoder<?> encoder(String name) {
        Encoder<?> encoder = encoders.get(name);
        if (encoder == null) {
            throw new IllegalStateException("the method has no encoder named '" + name + "', it has "
                    + encoders.keySet() + "; ask for one of these with encoder(name)");
        }
        return encoder;
    }

    /**
     * The main encoder, typed for the given samples, such as {@code Image.class}.
     *
     * @throws IllegalArgumentException if it takes other samples
     */
    public <T> Encoder<T> encoder(Class<T> samples) {
        return encoder().as(samples);
    }
}
