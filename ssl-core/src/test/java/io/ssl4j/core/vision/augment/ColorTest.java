package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.apply;
import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Figures: torchvision 0.14.1 with PyTorch 1.13.0 on tensors of {@code TestImages.pattern(2, 3, 3)}. Its luma uses
 * 0.2989 for red where BT.601 and this library have 0.299, hence the tolerance of 2e-4 where luma takes part.
 */
class ColorTest {

    @Test
    void brightnessAgreesWithTorchvision() {
        float[] s = rgb();
        s = changed(s, 3, p -> ColorOperations.brightness(p, 1.3f));
        assertClose(
                s,
                new float[] {
                    0.000000f, 0.514902f, 1.000000f, 0.310980f, 0.825882f, 0.035686f, 0.621961f, 1.000000f, 0.346667f,
                    0.188627f, 0.703529f, 1.000000f, 0.535294f, 1.000000f, 0.260000f, 0.881961f, 0.091765f, 0.606667f
                },
                2e-6f);
    }

    @Test
    void contrastAgreesWithTorchvision() {
        float[] s = rgb();
        s = changed(s, 3, p -> ColorOperations.contrast(p, 0.6f));
        assertClose(
                s,
                new float[] {
                    0.189499f, 0.427146f, 0.664793f, 0.333028f, 0.570675f, 0.205969f, 0.476557f, 0.714205f, 0.349499f,
                    0.276557f, 0.514205f, 0.751852f, 0.436557f, 0.674205f, 0.309499f, 0.596557f, 0.231852f, 0.469499f
                },
                2e-4f);
        float[] gray = samples(pattern(2, 3, 1));
        gray = changed(gray, 1, p -> ColorOperations.contrast(p, 0.6f));
        assertClose(gray, new float[] {0.130196f, 0.273726f, 0.417255f, 0.217255f, 0.377255f, 0.537255f}, 2e-6f);
    }

    @Test
    void saturationAgreesWithTorchvision() {
        float[] s = rgb();
        s = changed(s, 3, p -> ColorOperations.saturation(p, 1.7f));
        assertClose(
                s,
                new float[] {
                    0.000000f, 0.447371f, 1.000000f, 0.093383f, 0.766716f, 0.000000f, 0.332615f, 1.000000f, 0.000000f,
                    0.000000f, 0.592479f, 1.000000f, 0.265944f, 0.939277f, 0.000000f, 0.945140f, 0.000000f, 0.585140f
                },
                2e-4f);
    }

    @Test
    void hueAgreesWithTorchvision() {
        float[] s = rgb();
        s = changed(s, 3, p -> ColorOperations.hue(p, 0.1f));
        assertClose(
                s,
                new float[] {
                    0.079215f, 0.000000f, 0.792157f, 0.027451f, 0.635294f, 0.180392f, 0.266667f, 0.874510f, 0.419608f,
                    0.224313f, 0.145098f, 0.937255f, 0.200000f, 0.807843f, 0.352941f, 0.678431f, 0.070588f, 0.101961f
                },
                3e-6f);
        s = rgb();
        s = changed(s, 3, p -> ColorOperations.hue(p, -0.3f));
        assertClose(
                s,
                new float[] {
                    0.237648f, 0.792157f, 0.000000f, 0.635294f, 0.027451f, 0.117647f, 0.874510f, 0.266667f, 0.356863f,
                    0.382746f, 0.937255f, 0.145098f, 0.807843f, 0.200000f, 0.290196f, 0.070588f, 0.345098f, 0.678431f
                },
                3e-6f);
    }

    @Test
    void hueTurnsRedToGreenToBlue() {
        float[] s = {0.8f, 0.2f, 0.2f};
        s = changed(s, 3, p -> ColorOperations.hue(p, 1 / 3f));
        assertClose(s, new float[] {0.2f, 0.8f, 0.2f}, 2e-6f);
        s = changed(s, 3, p -> ColorOperations.hue(p, 1 / 3f));
        assertClose(s, new float[] {0.2f, 0.2f, 0.8f}, 2e-6f);
        s = changed(s, 3, p -> ColorOperations.hue(p, 0.5f));
        assertClose(s, new float[] {0.8f, 0.8f, 0.2f}, 2e-6f);
    }

    @Test
    void wholeTurnsAndNoTurnLeaveTheHue() {
        for (float turns : new float[] {-1, 0, 1}) {
            float[] s = changed(rgb(), 3, p -> ColorOperations.hue(p, turns));
            assertClose(s, rgb(), 1e-6f);
        }
    }

    @Test
    void jitterOfStrengthZeroLeavesTheImage() {
        assertThat(apply(ColorJitter.of(0, 0, 0, 0), pattern(5, 4, 3), 9)).containsExactly(rgbOf(5, 4));
        float[] s = rgb();
        s = changed(s, 3, p -> ColorOperations.brightness(p, 1));
        s = changed(s, 3, p -> ColorOperations.contrast(p, 1));
        s = changed(s, 3, p -> ColorOperations.saturation(p, 1));
        assertClose(s, rgb(), 1e-6f);
    }

    @Test
    void jitterAppliesItsPartsInEveryOrderEquallyOften() {
        Map<Integer, Integer> counts = new HashMap<>();
        RandomStream random = TestImages.stream(4);
        for (int i = 0; i < 24_000; i++) {
            int order = ColorJitter.drawOrder(random);
            assertThat(1 << (order & 3) | 1 << (order >> 2 & 3) | 1 << (order >> 4 & 3) | 1 << (order >> 6))
                    .isEqualTo(15);
            counts.merge(order, 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        assertThat(counts.values()).allMatch(count -> count > 840 && count < 1160); // 1000, within five deviations
    }

    @Test
    void jitterStaysInRangeAndVaries() {
        Set<Integer> outcomes = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            float[] s = apply(ColorJitter.of(0.8, 0.8, 0.8, 0.2), pattern(4, 4, 3), seed);
            for (float sample : s) {
                assertThat(sample).isBetween(-1e-6f, 1f + 1e-6f);
            }
            outcomes.add(Arrays.hashCode(s));
        }
        assertThat(outcomes).hasSize(100);
    }

    @Test
    void brightnessFactorsAreUniformInOneMinusToOnePlusStrength() {
        double sum = 0;
        double min = 9;
        double max = 0;
        int n = 5000;
        for (int seed = 0; seed < n; seed++) {
            float[] s = apply(ColorJitter.gray(0.4, 0), Image.ofFloats(1, 1, 1, new float[] {0.5f}), seed);
            double factor = s[0] / 0.5;
            sum += factor;
            min = Math.min(min, factor);
            max = Math.max(max, factor);
        }
        assertThat(sum / n).isBetween(0.983, 1.017);
        assertThat(min).isBetween(0.5999, 0.605);
        assertThat(max).isBetween(1.395, 1.4001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void jitterWithoutHueWorksForAnyChannelCount(int channels) {
        ColorJitter jitter = ColorJitter.of(0.4, 0.4, 0.4, 0);
        jitter.requireChannels(channels);
        for (float sample : apply(jitter, pattern(6, 5, channels), 3)) {
            assertThat(sample).isBetween(0f, 1f);
        }
        float[] s = samples(pattern(1, 1, channels));
        double mean = 0;
        for (float sample : s) {
            mean += sample / channels;
        }
        s = changed(s, channels, p -> ColorOperations.saturation(p, 0));
        for (float sample : s) {
            assertThat((double) sample).isBetween(mean - 1e-6, mean + 1e-6);
        }
    }

    @Test
    void hueAndLumaNeedRgb() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorJitter.of(0.4, 0.4, 0.4, 0.1).requireChannels(1))
                .withMessage("hue jitter turns colours and needs RGB pictures of 3 channels, got 1 channel; set its"
                        + " hue to 0 (jitter.hue=0), or use the recipe's adaptedTo(input)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grayscale.LUMA.requireChannels(4))
                .withMessage("grayscale by luma needs RGB pictures of 3 channels, got 4 channels; leave it"
                        + " out (gray=off), use Grayscale.ANY_CHANNELS for the channel mean, or the recipe's"
                        + " adaptedTo(input)");
        Grayscale.LUMA.requireChannels(1);
        Grayscale.ANY_CHANNELS.requireChannels(4);
    }

    @Test
    void grayscaleIsLuma() {
        float[] s = apply(Grayscale.LUMA, Image.ofFloats(1, 2, 3, new float[] {1, 0, 0, 0.2f, 0.4f, 0.6f}), 1);
        float second = 0.299f * 0.2f + 0.587f * 0.4f + 0.114f * 0.6f;
        assertClose(s, new float[] {0.299f, 0.299f, 0.299f, second, second, second}, 1e-6f);
        assertThat(apply(Grayscale.LUMA, pattern(3, 3, 1), 1)).containsExactly(samples(pattern(3, 3, 1)));
    }

    @Test
    void solarizeInvertsFromTheThresholdOn() {
        assertThat(apply(Solarize.half(), Image.ofFloats(1, 4, 1, new float[] {0, 0.25f, 0.5f, 1}), 1))
                .containsExactly(0, 0.25f, 0.5f, 0);
        float[] levels = apply(Solarize.half(), Image.ofBytes(1, 2, 1, new byte[] {127, (byte) 128}), 1);
        assertClose(levels, new float[] {127 / 255f, 127 / 255f}, 1e-6f);
        assertThat(apply(new Solarize(1), pattern(4, 4, 1), 1)).containsExactly(samples(pattern(4, 4, 1)));
    }

    @Test
    void gammaKeepsBlackAndFullAndBendsTheRest() {
        double sum = 0;
        double widest = 0;
        for (int seed = 0; seed < 2000; seed++) {
            float[] s = apply(new GammaJitter(0.7), Image.ofFloats(1, 3, 1, new float[] {0, 0.5f, 1}), seed);
            assertThat(s[0]).isZero();
            assertThat(s[2]).isEqualTo(1);
            double logGamma = Math.log(Math.log(s[1]) / Math.log(0.5));
            sum += logGamma;
            widest = Math.max(widest, Math.abs(logGamma));
        }
        assertThat(sum / 2000).isBetween(-0.046, 0.046); // five standard errors
        assertThat(widest).isBetween(0.69, 0.7001);
        assertClose(apply(new GammaJitter(0), pattern(4, 4, 3), 1), rgbOf(4, 4), 1e-6f);
    }

    @Test
    void badStrengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorJitter.of(0.4, -0.1, 0, 0))
                .withMessageStartingWith("the contrast of a colour jitter must be finite and at least 0, got -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> ColorJitter.of(Double.NaN, 0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorJitter.of(0, 0, 0, 0.6))
                .withMessageStartingWith("the hue of a colour jitter must be in 0..0.5, got 0.6");
        assertThatIllegalArgumentException().isThrownBy(() -> new Solarize(2));
    }

    private static float[] changed(float[] samples, int channels, Consumer<ImageBuffer> change) {
        ImageBuffer picture = TestImages.buffer(1, samples.length / channels, channels, samples);
        change.accept(picture);
        return samples(picture);
    }

    private static float[] rgb() {
        return rgbOf(2, 3);
    }

    private static float[] rgbOf(int height, int width) {
        return samples(pattern(height, width, 3));
    }
}
