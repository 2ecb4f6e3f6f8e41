package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageStatisticsTest {

    @Test
    void agreesWithTwoPassesOverAllSamples() {
        ImageDataset data = SyntheticImages.noise(40, 5, 7, 3, 1);
        ImageStatistics statistics = ImageStatistics.of(data);

        for (int c = 0; c < 3; c++) {
            double mean = 0;
            for (int i = 0; i < 40 * 35; i++) {
                mean += (data.get(i / 35).bytes()[i % 35 * 3 + c] & 0xFF) / 255.0 / (40 * 35);
            }
            double variance = 0;
            for (int i = 0; i < 40 * 35; i++) {
                double value = (data.get(i / 35).bytes()[i % 35 * 3 + c] & 0xFF) / 255.0;
                variance += (value - mean) * (value - mean) / (40 * 35);
            }
            assertThat(statistics.mean()[c]).isCloseTo(mean, within(1e-7));
            assertThat(statistics.deviation()[c]).isCloseTo(Math.sqrt(variance), within(1e-7));
        }
        assertThat(statistics.images()).isEqualTo(40);
    }

    @Test
    void aLimitTakesEvenlySpacedImages() {
        ImageDataset data = ImageDataset.of(List.of(flat(0), flat(255), flat(51), flat(255)));

        ImageStatistics two = ImageStatistics.of(data, 2);
        assertThat(two.images()).isEqualTo(2);
        assertThat(two.mean()[0]).isCloseTo(0.1, within(1e-7));
        assertThat(two.deviation()[0]).isCloseTo(0.1, within(1e-7));
    }

    @Test
    void anEncoderInputComesFromTheData() {
        ImageDataset data = SyntheticImages.noise(20, 6, 4, 2, 3);
        ImageInput input = ImageInput.of(data);

        assertThat(input.rowShape()).containsExactly(6, 4, 2);
        assertThat(input.mean()[1]).isCloseTo(0.5f, within(0.05f));
        assertThat(input.deviation()[1]).isCloseTo(0.289f, within(0.02f));

        ImageInput constant = ImageInput.of(ImageDataset.of(List.of(flat(77), flat(77), flat(77))));
        assertThat(constant.deviation()).containsExactly(1f);
        assertThat(constant.mean()[0]).isCloseTo(77 / 255f, within(1e-6f));
    }

    @Test
    void refusesMixedChannelsAndNothing() {
        ImageDataset mixed = ImageDataset.of(
                List.of(flat(1), SyntheticImages.noise(1, 2, 2, 3, 1).get(0)));
        assertThatThrownBy(() -> ImageStatistics.of(mixed))
                .hasMessageContaining("image 0 (0) has 1 and image 1 (1) has 3; open the folder with one colour mode");
        assertThatThrownBy(() -> ImageStatistics.of(ImageDataset.of(List.<Image>of())))
                .hasMessageContaining("at least one image, got a data set of 0 images");
        assertThatThrownBy(() -> ImageInput.of(mixed)).isInstanceOf(IllegalStateException.class);
    }

    private static Image flat(int value) {
        byte[] samples = new byte[4];
        java.util.Arrays.fill(samples, (byte) value);
        return Image.ofBytes(2, 2, 1, samples);
    }

    @Test
    void encoderInputsAreEqualWhenTheirNumbersAre() {
        ImageInput input = ImageInput.of(4, 5, 2);
        assertThat(input).isEqualTo(ImageInput.of(4, 5, 2)).hasSameHashCodeAs(ImageInput.of(4, 5, 2));
        assertThat(input)
                .isNotEqualTo(input.withOrder(ChannelOrder.NCHW))
                .isNotEqualTo(input.withSize(5, 5))
                .isNotEqualTo(input.withNormalization(new float[] {0.5f, 0.4f}, input.deviation()));
        assertThat(input).hasToString("4 x 5 x 2 NHWC, mean [0.5, 0.5], deviation [0.5, 0.5]");
    }
}
