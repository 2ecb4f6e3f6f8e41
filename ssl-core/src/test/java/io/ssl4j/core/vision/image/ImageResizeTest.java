package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.SyntheticImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageResizeTest {

    /** The definition in one loop: every source pixel weighted by a triangle as wide as the scale. */
    private static double oracle(Image image, int y, int x, int c, ImageResize resize) {
        double boxHeight = image.height();
        double boxWidth = image.width();
        if (resize.fit() == ImageResize.Fit.CENTER_CROP) {
            double scale = Math.min(boxHeight / resize.height(), boxWidth / resize.width());
            boxHeight = scale * resize.height();
            boxWidth = scale * resize.width();
        }
        double scaleY = boxHeight / resize.height();
        double scaleX = boxWidth / resize.width();
        double centerY = (image.height() - boxHeight) / 2 + (y + 0.5) * scaleY;
        double centerX = (image.width() - boxWidth) / 2 + (x + 0.5) * scaleX;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < image.height(); i++) {
            for (int j = 0; j < image.width(); j++) {
                double weight = Math.max(0, 1 - Math.abs(i + 0.5 - centerY) / Math.max(1, scaleY))
                        * Math.max(0, 1 - Math.abs(j + 0.5 - centerX) / Math.max(1, scaleX));
                sum += weight * image.sample(i, j, c);
                weights += weight;
            }
        }
        return sum / weights;
    }

    @ParameterizedTest
    @CsvSource({"11,17,5,6", "7,7,13,13", "16,16,4,4", "5,9,9,5", "1,1,3,2", "9,4,1,1", "32,20,31,19", "3,100,10,10"})
    void agreesWithTheLoop(int height, int width, int newHeight, int newWidth) {
        Image bytes = SyntheticImages.noise(1, height, width, 2, 4).get(0);
        float[] samples = new float[height * width * 2];
        bytes.copyTo(samples, 0);
        Image floats = Image.ofFloats(height, width, 2, samples);
        for (ImageResize.Fit fit : ImageResize.Fit.values()) {
            ImageResize resize = new ImageResize(newHeight, newWidth, fit);
            Image fromBytes = resize.apply(bytes);
            Image fromFloats = resize.apply(floats);
            assertThat(fromBytes.sampleType()).isEqualTo(Image.SampleType.UINT8);
            for (int i = 0; i < newHeight * newWidth * 2; i++) {
                double expected = oracle(bytes, i / 2 / newWidth, i / 2 % newWidth, i % 2, resize);
                assertThat((double) fromFloats.floats()[i]).isCloseTo(expected, within(1e-5));
                assertThat((fromBytes.bytes()[i] & 0xFF) / 255.0).isCloseTo(expected, within(0.5 / 255 + 1e-5));
            }
        }
    }

    @Test
    void theRightSizeIsReturnedAsItIs() {
        Image image = SyntheticImages.noise(1, 6, 6, 3, 1).get(0);
        assertThat(ImageResize.stretch(6, 6).apply(image)).isSameAs(image);
        assertThat(ImageResize.centerCrop(6, 6).apply(image)).isSameAs(image);
    }

    @Test
    void refusesASizeOfZero() {
        assertThatThrownBy(() -> ImageResize.stretch(0, 5))
                .hasMessage("a resize needs height and width of at least 1, got 0 x 5");
    }
}
