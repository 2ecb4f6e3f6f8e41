package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SampleShape;
import io.ssl4j.cli.option.Version;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The content of {@code provenance.json}: where an encoder comes from. The settings in full are in {@code run.yaml}.
 */
final class Provenance {

    private final Instant begun = Instant.now();

    /** What made the encoder, and of what. */
    Map<String, Object> of(RunSettings settings, DataSplit<?> split, TrainingResult result) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("ssl4j", Version.text());
        content.put("method", settings.training().method);
        content.put("encoder", settings.training().encoderName());
        content.put("seed", settings.training().seed);
        content.put("samplesPerUpdate", settings.training().samplesPerUpdate());
        content.put("learningRateThatRuns", settings.training().learningRateThatRuns());
        content.put("data", data(settings, split, result));
        content.put("machine", machine());
        content.put("begun", begun.truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("trainSeconds", result.seconds());
        content.put("steps", result.steps());
        content.put("epochLosses", result.epochLosses());
        return content;
    }

    private static Map<String, Object> data(RunSettings settings, DataSplit<?> split, TrainingResult result) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", settings.data().name());
        data.put("modality", settings.modality().kind());
        data.put("samples", split.pretrain().size());
        data.put("shape", SampleShape.of(result.encoder().input()));
        data.put("sha256", Fingerprint.of(split.pretrain()));
        data.put(
                "sha256Of",
                "the number of samples, and the shape and values of " + Fingerprint.samples(split.pretrain())
                        + " of them, evenly spread");
        return data;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        machine.put("layers", LayerPaths.current().toString());
        machine.put(
                "computeThreads",
                NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        return machine;
    }
}
