package io.ssl4j.cli.run;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ValueRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of samples: the same for the same samples in the same order, whatever files they come from. */
public final class Fingerprint {

    /** Samples whose values are part of the fingerprint; of more samples every n-th. */
    private static final int SAMPLES = 1000;

    private Fingerprint() {}

    /** How many samples of a data set are digested. */
    static int samples(Dataset<?> data) {
        return Math.min(SAMPLES, data.size());
    }

    /** The digest, in hexadecimal digits. */
    public static String of(Dataset<?> data) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(data.size()).array());
        int count = samples(data);
        for (int i = 0; i < count; i++) {
            digest.update(bytes(data.get((int) ((long) i * data.size() / count))));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of samples of another kind only their number counts, and what they say of themselves. */
    private static byte[] bytes(Object sample) {
        if (sample instanceof Image image) {
            float[] values = new float[image.height() * image.width() * image.channels()];
            if (ValueRange.of(image.sampleType()).isPresent()) {
                image.copyTo(values, 0);
            } else {
                image.copyValuesTo(0, values.length, values, 0);
            }
            return bytes(values, image.height(), image.width(), image.channels());
        }
        if (sample instanceof Series series) {
            float[] values = new float[series.channels() * series.length()];
            for (int c = 0; c < series.channels(); c++) {
                series.copyChannel(c, values, c * series.length());
            }
            return bytes(values, series.channels(), series.length());
        }
        return sample.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (shape.length + values.length));
        for (int extent : shape) {
            bytes.putInt(extent);
        }
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
