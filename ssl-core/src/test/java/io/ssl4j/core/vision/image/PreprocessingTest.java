package io.ssl4j.core.vision.image;

import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.vision.augment.ImageViews;
import io.ssl4j.core.vision.dataset.ImageDataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class PreprocessingTest {

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void rowsAreNormalisedInTheInputsOrder(ChannelOrder order) {
        for (int channels = 1; channels <= 4; channels++) {
            ImageInput input = input(5, 7, channels).withOrder(order);
            Image image = pattern(5, 7, channels);
            FloatBuffer row = direct(2 * 5 * 7 * channels).position(5 * 7 * channels);
            Preprocessing.of(input).write(image, row);
            assertThat(row.remaining()).isZero();
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 7; x++) {
                    for (int c = 0; c < channels; c++) {
                        int at = order == ChannelOrder.NHWC ? (y * 7 + x) * channels + c : (c * 5 + y) * 7 + x;
                        float expected = (image.sample(y, x, c) - input.mean()[c]) / input.deviation()[c];
                        assertThat(row.get(5 * 7 * channels + at)).isBetween(expected - 1e-5f, expected + 1e-5f);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void allImagesBecomeOneArrayOfRows(ChannelOrder order) {
        ImageInput input = input(3, 4, 2).withOrder(order);
        Preprocessing preprocessing = Preprocessing.of(input);
        Image second = Image.ofFloats(3, 4, 2, new float[24]);
        INDArray rows = preprocessing.rows(ImageDataset.of(List.of(pattern(3, 4, 2), second)));
        assertThat(rows.shape()).containsExactly(2, input.rowShape()[0], input.rowShape()[1], input.rowShape()[2]);
        FloatBuffer expected = FloatBuffer.allocate(48);
        preprocessing.write(pattern(3, 4, 2), expected);
        preprocessing.write(second, expected);
        assertThat(rows.data().asFloat()).isEqualTo(expected.array());
    }

    @Test
    void resizingAndCentreCropBringAnySizeToTheInput() {
        ImageInput input = ImageInput.of(8, 8, 3);
        Image image = pattern(16, 32, 3);
        FloatBuffer stretched = FloatBuffer.allocate(8 * 8 * 3);
        Preprocessing.resizing(input).write(image, stretched);
        FloatBuffer centre = FloatBuffer.allocate(8 * 8 * 3);
        Preprocessing.centerCrop(input).write(image, centre);
        assertThat(stretched.array()).isNotEqualTo(centre.array());
        ImageBuffer expected = new ImageBuffer();
        Resize.centerCrop(8, 8).apply(image, expected, null);
        float[] row = samples(expected);
        for (int i = 0; i < row.length; i++) {
            row[i] = (row[i] - 0.5f) / 0.5f;
        }
        assertClose(centre.array(), row, 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void byteAndFloatImagesAgree(int channels) {
        Image image = pattern(6, 6, channels);
        FloatBuffer first = FloatBuffer.allocate(36 * channels);
        FloatBuffer second = FloatBuffer.allocate(36 * channels);
        Preprocessing plain = ImageViews.plain(ImageInput.of(6, 6, channels));
        plain.write(image, first);
        plain.write(Image.ofFloats(6, 6, channels, samples(image)), second);
        assertClose(first.array(), second.array(), 1e-6f);
    }

    @Test
    void imagesOfAnotherSizeAreRefusedWithoutAResize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Preprocessing.of(ImageInput.of(28, 28, 1)).write(pattern(32, 30, 1), FloatBuffer.allocate(784)))
                .withMessage(
                        "every image must have the size of the encoder's input, 28 x 28, got an image of 32 x 30; ask"
                                + " for a resize (Preprocessing.resizing or centerCrop)");
    }

    @Test
    void imagesOfAnotherChannelCountAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Preprocessing.of(ImageInput.of(28, 28, 1)).write(pattern(28, 28, 3), FloatBuffer.allocate(784)))
                .withMessage("every image must have the 1 channel of the encoder's input (28 x 28 x 1), got an image of"
                        + " 28 x 28 x 3; convert the images to 1 channel, or build the encoder for 3 channels");
    }

    private static ImageInput input(int height, int width, int channels) {
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = 0.3f + 0.1f * c;
            deviation[c] = 0.2f + 0.05f * c;
        }
        return new ImageInput(height, width, channels, ChannelOrder.NHWC, mean, deviation);
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(4 * length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
