package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.apply;
import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.constant;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.vision.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlurEraseDropTest {

    /** torchvision 0.14.1, PyTorch 1.13.0: {@code gaussian_blur(pattern(6, 7, 1), [5, 5], [1.3, 1.3])}. */
    @Test
    void blurAgreesWithTorchvision() {
        float[] expected = {
            0.357289f, 0.422608f, 0.538666f, 0.590344f, 0.553303f, 0.496897f, 0.472120f, 0.392249f, 0.442221f,
            0.528993f, 0.564507f, 0.527178f, 0.476537f, 0.454616f, 0.480370f, 0.495249f, 0.520085f, 0.526974f,
            0.494731f, 0.453574f, 0.435895f, 0.537930f, 0.529947f, 0.514451f, 0.509658f, 0.494382f, 0.464887f,
            0.449401f, 0.558037f, 0.545452f, 0.525441f, 0.530591f, 0.538031f, 0.518021f, 0.503145f, 0.553199f,
            0.544122f, 0.529876f, 0.542277f, 0.559913f, 0.545667f, 0.531355f
        };
        GaussianBlur blur = new GaussianBlur(1.3, 1.3, BlurKernel.ofRadius(2));
        assertClose(apply(blur, pattern(6, 7, 1), 1), expected, 2e-6f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void blurredChannelsAreTheBlurOfEachChannel(int channels) {
        Image image = pattern(9, 12, channels);
        float[] all = apply(new GaussianBlur(0.8, 0.8, BlurKernel.ofRadius(3)), image, 1);
        for (int c = 0; c < channels; c++) {
            float[] plane = new float[9 * 12];
            for (int p = 0; p < plane.length; p++) {
                plane[p] = image.sample(p / 12, p % 12, c);
            }
            float[] blurred =
                    apply(new GaussianBlur(0.8, 0.8, BlurKernel.ofRadius(3)), Image.ofFloats(9, 12, 1, plane), 1);
            for (int p = 0; p < plane.length; p++) {
                assertThat(all[p * channels + c]).isEqualTo(blurred[p], within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "16,200,2", "2,3,3", "224,8,1"})
    void blurKeepsConstantImages(int height, int width, int channels) {
        for (float sample :
                apply(new GaussianBlur(2, 2, BlurKernel.ofRadius(9)), constant(height, width, channels, 0.7f), 1)) {
            assertThat(sample).isBetween(0.7f - 2e-6f, 0.7f + 2e-6f);
        }
    }

    @Test
    void tinySigmaLeavesTheImage() {
        assertClose(
                apply(new GaussianBlur(0.01, 0.01, BlurKernel.tenth()), pattern(8, 9, 3), 1),
                samples(pattern(8, 9, 3)),
                1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"28,1", "32,1", "96,4", "224,11"})
    void kernelIsATenthOfTheShorterSide(int side, int radius) {
        float[] spot = new float[side * (side + 40)];
        int row = side / 2 * (side + 40);
        spot[row + side / 2] = 1;
        float[] blurred =
                apply(new GaussianBlur(50, 50, BlurKernel.tenth()), Image.ofFloats(side, side + 40, 1, spot), 1);
        assertThat(blurred[row + side / 2 + radius]).isPositive();
        assertThat(blurred[row + side / 2 + radius + 1]).isZero();
    }

    /** A spot keeps this share of its brightness in the middle: about 1 / (2 pi sigma^2) where nothing is cut off. */
    @ParameterizedTest
    @CsvSource({"32,2", "64,2", "224,2", "32,1", "32,0.5"})
    void aFullKernelHoldsTheWholeGaussianAtEverySize(int side, double sigma) {
        double cut = middle(new GaussianBlur(sigma, sigma, BlurKernel.tenth()), side);
        double full = middle(new GaussianBlur(sigma, sigma, BlurKernel.full()), side);
        double sum = 0;
        for (int t = -40; t <= 40; t++) {
            sum += Math.exp(-0.5 * t * t / sigma / sigma);
        }
        assertThat(full).isCloseTo(1 / (sum * sum), within(2e-4 / (sum * sum)));
        if (side == 32 && sigma == 2) {
            assertThat(cut / full).as("three pixels of sigma 2").isGreaterThan(3);
        }
        if (side == 224) {
            assertThat(cut / full).as("23 pixels of sigma 2").isCloseTo(1, within(1e-3));
        }
    }

    private static double middle(GaussianBlur blur, int side) {
        float[] spot = new float[side * side];
        int middle = side / 2 * side + side / 2;
        spot[middle] = 1;
        return apply(blur, Image.ofFloats(side, side, 1, spot), 1)[middle];
    }

    @Test
    void aFullKernelEndsAtTheBorder() {
        for (float sample : apply(GaussianBlur.full().withSigma(2, 2), constant(5, 3, 3, 0.4f), 1)) {
            assertThat(sample).isEqualTo(0.4f, within(1e-6f));
        }
        assertThat(GaussianBlur.full().describe()).isEqualTo("Gaussian blur (sigma 0.1..2, full kernel)");
        assertThat(GaussianBlur.standard().describe())
                .isEqualTo("Gaussian blur (sigma 0.1..2, kernel a tenth of the picture)");
        assertThat(new GaussianBlur(1, 1, BlurKernel.ofRadius(2)).describe())
                .isEqualTo("Gaussian blur (sigma 1..1, kernel 5)");
    }

    @Test
    void erasedAreaIsInRange() {
        Image white = constant(40, 50, 3, 1);
        double sum = 0;
        int n = 2000;
        for (int seed = 0; seed < n; seed++) {
            int erased = 0;
            for (float sample : apply(RandomErasing.standard().withScale(0.1, 0.2), white, seed)) {
                erased += sample == 0 ? 1 : 0;
            }
            assertThat(erased % 3).isZero();
            double part = erased / 6000.0;
            assertThat(part).isBetween(0.09, 0.211);
            sum += part;
        }
        assertThat(sum / n).isCloseTo(0.15, within(0.004));
    }

    @Test
    void erasedSamplesTakeTheValueOrNoise() {
        assertThat(apply(RandomErasing.standard().withValue(0.25f), constant(16, 200, 1, 1), 1))
                .contains(0.25f)
                .contains(1f);
        float[] noise = apply(RandomErasing.standard().withScale(0.3, 0.3).withNoise(), constant(30, 30, 1, 2), 1);
        float lowest = 2;
        float highest = 0;
        for (float sample : noise) {
            lowest = Math.min(lowest, sample);
            highest = sample < 1 ? Math.max(highest, sample) : highest;
        }
        assertThat(lowest).isBetween(0f, 0.1f);
        assertThat(highest).isBetween(0.9f, 1f);
    }

    @Test
    void droppedChannelIsOneOfAllEquallyOften() {
        int[] dropped = new int[4];
        for (int seed = 0; seed < 4000; seed++) {
            float[] s = apply(ChannelDrop.toZero(), constant(1, 2, 4, 1), seed);
            int which = -1;
            for (int c = 0; c < 4; c++) {
                assertThat(s[c]).isEqualTo(s[c + 4]);
                if (s[c] == 0) {
                    assertThat(which).isEqualTo(-1);
                    which = c;
                }
            }
            dropped[which]++;
        }
        for (int count : dropped) {
            assertThat(count).isBetween(850, 1150);
        }
    }

    @Test
    void badNumbersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelDrop.toZero().requireChannels(1))
                .withMessage("channel drop needs pictures of at least 2 channels, got 1 channel, of which nothing would"
                        + " be left; leave it out");
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelDrop(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomErasing.standard().withScale(0.1, 1.2))
                .withMessage("the scale of random erasing must be a range min <= max within 0..1, got 0.1..1.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianBlur.standard().withSigma(0, 1))
                .withMessageContaining("the sigma of a Gaussian blur must be a range min <= max within");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlurKernel.ofRadius(0))
                .withMessage(
                        "the radius of a blur's kernel must be at least 1, and is not given with a kernel of a tenth"
                                + " of the picture or a full one, got RADIUS and 0");
    }
}
