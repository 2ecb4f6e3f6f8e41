package io.ssl4j.core.train.event;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Describes the run that is about to start.
 *
 * @param method the method's name
 * @param run sizes, length and seed
 * @param optimizer the optimiser as text
 * @param learningRate both base learning rates as text: as given, and as used at this number of samples per update
 * @param step updates made already: 0 unless the run resumes
 * @param resumedFrom the checkpoint, if the run resumes
 * @param encoders the method's encoders, live: every step changes them
 * @param collapseHints the method's hints on its collapse, for batches of this run
 * @param warnings takes warnings that a listener has, until the run ends
 */
public record RunStarted(
        String method,
        RunInfo run,
        String optimizer,
        String learningRate,
        long step,
        Optional<Path> resumedFrom,
        Map<String, Encoder<?>> encoders,
        CollapseHints collapseHints,
        RunWarnings warnings) {

    public RunStarted {
        encoders = Map.copyOf(encoders);
    }
}
