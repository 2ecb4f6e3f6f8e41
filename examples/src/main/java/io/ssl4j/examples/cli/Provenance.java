package io.ssl4j.examples.cli;

import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.train.TrainingResult;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The content of {@code provenance.json}: where an encoder comes from. The settings in full are in {@code run.yaml}. */
final class Provenance {

    /** Images whose samples are part of the fingerprint; of more images every n-th. */
    private static final int FINGERPRINTED = 1000;

    private final Instant begun = Instant.now();

    /** What made the encoder, and of what. */
    Map<String, Object> of(RunSettings settings, ImageSplit images, TrainingResult result) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("ssl4j", Ssl4j.Version.text());
        content.put("method", settings.training().method);
        content.put("encoder", settings.training().encoderName());
        content.put("seed", settings.training().seed);
        content.put("samplesPerUpdate", settings.training().samplesPerUpdate());
        content.put("learningRateThatRuns", settings.training().learningRateThatRuns());
        content.put("data", data(settings, images));
        content.put("machine", machine());
        content.put("begun", begun.truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("trainSeconds", result.seconds());
        content.put("steps", result.steps());
        content.put("epochLosses", result.epochLosses());
        return content;
    }

    private static Map<String, Object> data(RunSettings settings, ImageSplit images) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", settings.data().name());
        data.put("images", images.pretrain().size());
        data.put("shape", images.pretrain().shape().toString());
        data.put("sha256", fingerprint(images.pretrain()));
        data.put(
                "sha256Of",
                "number and shape of the images and the samples of "
                        + Math.min(FINGERPRINTED, images.pretrain().size()) + " of them, evenly spread");
        return data;
    }

    /** The same for the same images in the same order, whatever files they come from. */
    static String fingerprint(ImageDataset images) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(images.size()).array());
        int count = Math.min(FINGERPRINTED, images.size());
        for (int i = 0; i < count; i++) {
            Image image = images.get((int) ((long) i * images.size() / count));
            float[] samples = new float[image.height() * image.width() * image.channels()];
            image.copyTo(samples, 0);
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (3 + samples.length));
            bytes.putInt(image.height()).putInt(image.width()).putInt(image.channels());
            for (float sample : samples) {
                bytes.putFloat(sample);
            }
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
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
