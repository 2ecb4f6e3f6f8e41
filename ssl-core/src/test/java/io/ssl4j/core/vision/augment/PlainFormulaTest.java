package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.apply;
import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.buffer;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static io.ssl4j.core.vision.augment.TestImages.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast loops against each operation's formula, written for one sample at a time, on random images of odd sizes. */
class PlainFormulaTest {

    private static final float[] FACTORS = {0, 0.3f, 1, 1.7f};
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,5,1", "33,41,1", "9,13,3", "37,29,3", "1,1,3", "5,31,4", "31,17,2"})
    void brightnessContrastAndSaturation(int height, int width, int channels) {
        Image image = random(height, width, channels, 3);
        float[] s = samples(image);
        double level = 0;
        for (int p = 0; p < height * width; p++) {
            level += gray(s, p, channels) / (height * width);
        }
        for (float factor : FACTORS) {
            float[] brightness = new float[s.length];
            float[] contrast = new float[s.length];
            float[] saturation = new float[s.length];
            for (int i = 0; i < s.length; i++) {
                brightness[i] = clamp(factor * s[i]);
                contrast[i] = clamp(factor * s[i] + (1 - factor) * level);
                saturation[i] = clamp(factor * s[i] + (1 - factor) * gray(s, i / channels, channels));
            }
            assertClose(changed(image, p -> ColorOperations.brightness(p, factor)), brightness, 1e-6f);
            assertClose(changed(image, p -> ColorOperations.contrast(p, factor)), contrast, 2e-6f);
            assertClose(changed(image, p -> ColorOperations.saturation(p, factor)), saturation, 1e-6f);
            if (factor == 0) {
                assertClose(apply(Grayscale.ANY_CHANNELS, image, 1), saturation, 1e-6f);
            }
        }
    }

    /** By way of HSV; also on colours where two or three channels are alike, and on the corners of the cube. */
    @Test
    void hue() {
        float[] s = samples(random(61, 7, 3, 5));
        for (int i = 0; i < 27 * 3; i++) {
            s[i] = i / 3 / (int) Math.pow(3, i % 3) % 3 / 2f;
        }
        Image image = Image.ofFloats(61, 7, 3, s);
        for (float turns : new float[] {-0.5f, -0.21f, 0, 0.1f, 0.25f, 0.5f}) {
            float[] expected = new float[s.length];
            for (int i = 0; i < s.length; i += 3) {
                float[] turned = turned(s[i], s[i + 1], s[i + 2], turns);
                System.arraycopy(turned, 0, expected, i, 3);
            }
            assertClose(changed(image, p -> ColorOperations.hue(p, turns)), expected, 3e-6f);
        }
    }

    @ParameterizedTest
    @CsvSource({"9,14,1,2", "13,8,3,3", "6,6,4,1", "3,40,3,5"})
    void blur(int height, int width, int channels, int radius) {
        Image image = random(height, width, channels, 8);
        float[] expected = new float[height * width * channels];
        for (int i = 0; i < expected.length; i++) {
            int down = Math.min(radius, height - 1);
            int across = Math.min(radius, width - 1);
            double sum = 0;
            double total = 0;
            for (int v = -down; v <= down; v++) {
                for (int u = -across; u <= across; u++) {
                    double weight = Math.exp(-(u * u + v * v) / (2 * 1.1 * 1.1));
                    int y = reflected(i / channels / width + v, height);
                    int x = reflected(i / channels % width + u, width);
                    sum += weight * image.sample(y, x, i % channels);
                    total += weight;
                }
            }
            expected[i] = (float) (sum / total);
        }
        assertClose(apply(new GaussianBlur(1.1, 1.1, BlurKernel.ofRadius(radius)), image, 1), expected, 2e-6f);
    }

    /** Each sample as the triangle-weighted mean of the window, for enlarging and shrinking, of bytes and floats. */
    @ParameterizedTest
    @CsvSource({"5,7,11,13,1", "9,4,5,9,3", "23,31,8,6,3", "6,6,6,6,4", "1,9,4,2,2", "12,1,3,5,3"})
    void resampling(int h, int w, int height, int width, int channels) {
        Image floats = random(h + 3, w + 2, channels, 2);
        Image bytes = TestImages.pattern(h + 3, w + 2, channels);
        for (Image image : new Image[] {floats, bytes}) {
            for (boolean mirrored : new boolean[] {false, true}) {
                ImageBuffer target = new ImageBuffer();
                target.reshape(height, width, channels);
                target.resampler().window(2, 1, h, w);
                target.resampler().resample(image, height, width, mirrored, target.planes());
                float[] expected = new float[height * width * channels];
                for (int i = 0; i < expected.length; i++) {
                    int x = i / channels % width;
                    int column = mirrored ? width - 1 - x : x;
                    expected[i] = resampled(image, h, w, height, width, i / channels / width, column, i % channels);
                }
                assertClose(samples(target), expected, 2e-6f);
            }
        }
    }

    /** The flip that is folded into the crop gives the bits of a flip after it, and draws the same. */
    @Test
    void foldedFlip() {
        Image image = random(20, 26, 3, 4);
        ImageAugmentation folded = ImageAugmentation.builder()
                .crop(RandomResizedCrop.of(12, 15))
                .add(0.5, Flip.HORIZONTAL)
                .build();
        for (int seed = 0; seed < 40; seed++) {
            RandomStream random = stream(seed);
            ImageBuffer expected = new ImageBuffer();
            RandomResizedCrop.of(12, 15).apply(image, expected, random);
            if (random.chance(0.5)) {
                Flip.HORIZONTAL.apply(expected, random);
            }
            RandomStream other = stream(seed);
            ImageBuffer actual = new ImageBuffer();
            folded.apply(image, actual, other);
            assertClose(samples(actual), samples(expected), 0);
            assertThat(other.nextLong()).isEqualTo(random.nextLong());
        }
    }

    private static float resampled(Image image, int h, int w, int height, int width, int y, int x, int channel) {
        double sum = 0;
        double total = 0;
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                double weight = triangle(v, h, height, y) * triangle(u, w, width, x);
                sum += weight * image.sample(2 + v, 1 + u, channel);
                total += weight;
            }
        }
        return (float) (sum / total);
    }

    private static double triangle(int source, int from, int to, int target) {
        double scale = (double) from / to;
        return Math.max(0, 1 - Math.abs(source + 0.5 - (target + 0.5) * scale) / Math.max(scale, 1));
    }

    private static float[] turned(float r, float g, float b, float turns) {
        float value = Math.max(r, Math.max(g, b));
        float chroma = value - Math.min(r, Math.min(g, b));
        if (chroma == 0) {
            return new float[] {r, g, b};
        }
        double h = value == r ? (g - b) / chroma : value == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
        float[] result = new float[3];
        for (int c = 0; c < 3; c++) {
            double k = ((h + 6 * turns + 5 - 2 * c) % 6 + 6) % 6;
            result[c] = (float) (value - chroma * Math.max(0, Math.min(Math.min(k, 4 - k), 1)));
        }
        return result;
    }

    private static double gray(float[] s, int pixel, int channels) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += s[pixel * channels + c] * (channels == 3 ? LUMA[c] : 1.0 / channels);
        }
        return sum;
    }

    private static float clamp(double x) {
        return (float) Math.max(0, Math.min(1, x));
    }

    private static int reflected(int i, int n) {
        return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
    }

    private static float[] changed(Image image, Consumer<ImageBuffer> change) {
        ImageBuffer picture = buffer(image);
        change.accept(picture);
        return samples(picture);
    }

    private static Image random(int height, int width, int channels, long seed) {
        float[] samples = new float[height * width * channels];
        RandomStream random = stream(seed);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat();
        }
        return Image.ofFloats(height, width, channels, samples);
    }
}
