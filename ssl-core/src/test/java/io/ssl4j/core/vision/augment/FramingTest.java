package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static io.ssl4j.core.vision.augment.TestImages.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageResampler;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.Resize;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final int DRAWS = 20_000;

    @Test
    void areaRatioAndPlaceOfCropsAreUniform() {
        RandomResizedCrop crop = RandomResizedCrop.of(8, 8).withScale(0.2, 0.5);
        ImageResampler window = new ImageResampler();
        RandomStream random = stream(1);
        double[] area = new double[DRAWS];
        double[] logRatio = new double[DRAWS];
        double[] place = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            crop.choose(1000, 1000, window, random);
            area[i] = window.height() * window.width() / 1e6;
            logRatio[i] = Math.log((double) window.width() / window.height());
            place[i] = (double) window.top() / (1000 - window.height());
        }
        assertUniform(area, 0.2, 0.5);
        assertUniform(logRatio, Math.log(0.75), Math.log(4 / 3.0));
        assertUniform(place, 0, 1);
    }

    @Test
    void cropsThatDoNotFitAreDrawnAgain() {
        // Area A and log ratio u are uniform given A <= exp(-|u|): E[A] = 0.47780 for scale 0.08..1, ratio 3/4..4/3
        ImageResampler window = new ImageResampler();
        RandomStream random = stream(2);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            RandomResizedCrop.of(8, 8).choose(1000, 1000, window, random);
            assertThat(window.top() + window.height()).isLessThanOrEqualTo(1000);
            assertThat(window.left() + window.width()).isLessThanOrEqualTo(1000);
            sum += window.height() * window.width() / 1e6;
        }
        assertThat(sum / DRAWS).isCloseTo(0.4778, within(0.006));
    }

    @Test
    void longImageFallsBackToItsLargestCentre() {
        RandomResizedCrop crop = RandomResizedCrop.of(8, 8).withScale(0.9, 1);
        ImageResampler window = new ImageResampler();
        crop.choose(16, 200, window, stream(3));
        assertThat(new int[] {window.top(), window.left(), window.height(), window.width()})
                .containsExactly(0, 89, 16, 21);
        crop.choose(200, 16, window, stream(3));
        assertThat(new int[] {window.top(), window.left(), window.height(), window.width()})
                .containsExactly(89, 0, 21, 16);
    }

    @Test
    void longImageGivesSquareViews() {
        ImageBuffer view = new ImageBuffer();
        for (int seed = 0; seed < 50; seed++) {
            RandomResizedCrop.of(24, 24).apply(pattern(16, 200, 2), view, stream(seed));
            assertThat(view.shape()).isEqualTo("24 x 24 x 2");
            for (float sample : samples(view)) {
                assertThat(sample).isBetween(0f, 1f + 1e-6f);
            }
        }
    }

    @Test
    void cropOfEverythingIsTheImage() {
        ImageBuffer view = new ImageBuffer();
        RandomResizedCrop.of(9, 9).withScale(1, 1).withRatio(1, 1).apply(pattern(9, 9, 3), view, stream(1));
        assertThat(samples(view)).containsExactly(samples(pattern(9, 9, 3)));
    }

    @Test
    void centreCropKeepsShapes() {
        ImageBuffer view = new ImageBuffer();
        Image image = pattern(4, 8, 1);
        Resize.centerCrop(4, 4).apply(image, view, null);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(view.plane(0)[y * 4 + x]).isEqualTo(image.sample(y, x + 2, 0), within(1e-7f));
            }
        }
        Resize.stretch(4, 4).apply(image, view, null);
        assertThat(view.resampler().width()).isEqualTo(8);
    }

    @Test
    void resizingAViewAndADataSetGiveTheSameFigures() {
        Image image = Image.ofFloats(11, 17, 3, samples(pattern(11, 17, 3)));
        ImageBuffer view = new ImageBuffer();
        for (ImageResize.Fit fit : ImageResize.Fit.values()) {
            ImageResize size = new ImageResize(5, 6, fit);
            new Resize(size).apply(image, view, null);
            assertThat(samples(view)).containsExactly(size.apply(image).floats());
        }
    }

    @Test
    void paddedCropShiftsWithoutResampling() {
        Image image = pattern(5, 6, 2);
        ImageBuffer view = new ImageBuffer();
        boolean[] seen = new boolean[25];
        for (int seed = 0; seed < 300; seed++) {
            new RandomPaddedCrop(5, 6, 2).apply(image, view, stream(seed));
            int shift = findShift(image, view);
            assertThat(shift).as("a shift of at most 2 explains the view").isNotNegative();
            seen[shift] = true;
        }
        assertThat(seen).doesNotContain(false);
    }

    private static int findShift(Image image, ImageBuffer view) {
        for (int shift = 0; shift < 25; shift++) {
            if (isShifted(image, view, shift / 5 - 2, shift % 5 - 2)) {
                return shift;
            }
        }
        return -1;
    }

    private static boolean isShifted(Image image, ImageBuffer view, int dy, int dx) {
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                boolean inside = y + dy >= 0 && y + dy < image.height() && x + dx >= 0 && x + dx < image.width();
                float expected = inside ? image.sample(y + dy, x + dx, 1) : 0;
                if (Math.abs(view.plane(1)[y * view.width() + x] - expected) > 1e-6) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void paddedCropRefusesImagesThatAreTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RandomPaddedCrop(32, 32, 1).apply(pattern(28, 28, 1), new ImageBuffer(), stream(1)))
                .withMessage("a random crop of 32 x 32 needs an image at least as large after padding by 1, got 28 x 28"
                        + " x 1; pad more or use a random resized crop");
    }

    @Test
    void badRangesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomResizedCrop.of(8, 8).withScale(0.5, 0.2))
                .withMessage("the scale of a random resized crop must be a range min <= max within 1.0E-6..1, got"
                        + " 0.5..0.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomResizedCrop.of(8, 8).withScale(Double.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomResizedCrop.of(8, 8).withRatio(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resize.stretch(0, 4))
                .withMessage("a resize needs height and width of at least 1, got 0 x 4");
    }

    /** Mean and variance within five standard errors (of a uniform sample). */
    private static void assertUniform(double[] draws, double low, double high) {
        double width = high - low;
        double mean = 0;
        for (double draw : draws) {
            mean += draw / draws.length;
        }
        double variance = 0;
        for (double draw : draws) {
            variance += (draw - mean) * (draw - mean) / draws.length;
        }
        assertThat(mean).isCloseTo((low + high) / 2, within(5 * width / Math.sqrt(12.0 * draws.length)));
        assertThat(variance).isCloseTo(width * width / 12, within(5 * width * width / Math.sqrt(180.0 * draws.length)));
    }
}
