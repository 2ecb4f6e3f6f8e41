package io.ssl4j.core.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Arrays;

/** Small pictures and comparisons that the tests of this package share. */
public final class TestImages {

    private TestImages() {}

    /** 8-bit samples {@code (37 y + 61 x + 101 c + 7 x y) mod 256}; the figures from torchvision were made on it. */
    public static Image pattern(int height, int width, int channels) {
        byte[] samples = new byte[height * width * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    samples[(y * width + x) * channels + c] = (byte) (y * 37 + x * 61 + c * 101 + y * x * 7);
                }
            }
        }
        return Image.ofBytes(height, width, channels, samples);
    }

    public static Image constant(int height, int width, int channels, float value) {
        float[] samples = new float[height * width * channels];
        Arrays.fill(samples, value);
        return Image.ofFloats(height, width, channels, samples);
    }

    public static ImageBuffer buffer(Image image) {
        ImageBuffer buffer = new ImageBuffer();
        buffer.load(image);
        return buffer;
    }

    public static ImageBuffer buffer(int height, int width, int channels, float... samples) {
        return buffer(Image.ofFloats(height, width, channels, samples));
    }

    public static float[] samples(ImageBuffer buffer) {
        return buffer.toImage().floats();
    }

    public static float[] samples(Image image) {
        float[] samples = new float[image.height() * image.width() * image.channels()];
        image.copyTo(samples, 0);
        return samples;
    }

    public static float[] apply(ImageOperation operation, Image image, long seed) {
        ImageBuffer buffer = buffer(image);
        operation.apply(buffer, stream(seed));
        return samples(buffer);
    }

    public static RandomStream stream(long seed) {
        return RandomKey.of(seed).stream();
    }

    public static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("sample %d: %s against %s", i, actual[i], expected[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
