package io.ssl4j.pretext.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.vision.augment.Flip;
import io.ssl4j.core.vision.augment.ImageAugmentation;
import io.ssl4j.core.vision.augment.RandomResizedCrop;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class RotatedViewsTest {

    private static final int SIZE = 5;
    private static final int SAMPLES = 3;
    private static final ImageAugmentation NOTHING = ImageAugmentation.builder().build();

    /** Two channels; every sample of every image has its own value. */
    private record Numbered() implements Dataset<Image> {

        @Override
        public int size() {
            return SAMPLES;
        }

        @Override
        public Image get(int index) {
            float[] samples = new float[SIZE * SIZE * 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (index * samples.length + i) / 200f;
            }
            return Image.ofFloats(SIZE, SIZE, 2, samples);
        }
    }

    private static ImageInput input(ChannelOrder order) {
        return ImageInput.of(SIZE, SIZE, 2)
                .withOrder(order)
                .withNormalization(new float[] {0.1f, 0.2f}, new float[] {0.5f, 0.25f});
    }

    @Test
    void copyKIsTurnedByKQuarterTurnsCounterClockwise() {
        for (ChannelOrder order : ChannelOrder.values()) {
            ImageInput input = input(order);
            try (BatchLoader<Image> loader =
                    BatchLoader.open(new Numbered(), RotatedViews.of(input, NOTHING), BatchConfig.of(SAMPLES, 1))) {
                loader.startEpoch(0, 0);
                ViewBatch batch = loader.next();
                INDArray views = batch.view(RotatedViews.ROTATED);
                assertThat(views.size(0)).isEqualTo(4 * SAMPLES);
                for (int row = 0; row < 4 * SAMPLES; row++) {
                    Image image = new Numbered().get(batch.indices()[row % SAMPLES]);
                    assertTurned(views, row, image, row / SAMPLES, input);
                }
            }
        }
    }

    private static void assertTurned(INDArray views, int row, Image image, int turns, ImageInput input) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int[] from = source(y, x, turns);
                for (int c = 0; c < 2; c++) {
                    float expected = (image.sample(from[0], from[1], c) - input.mean()[c]) / input.deviation()[c];
                    float actual = input.order() == ChannelOrder.NHWC
                            ? views.getFloat(row, y, x, c)
                            : views.getFloat(row, c, y, x);
                    assertThat(actual).isCloseTo(expected, within(1e-5f));
                }
            }
        }
    }

    /** Where a pixel of a turned picture was: by one turn, what was at the right edge comes to the top. */
    private static int[] source(int y, int x, int turns) {
        return switch (turns) {
            case 0 -> new int[] {y, x};
            case 1 -> new int[] {x, SIZE - 1 - y};
            case 2 -> new int[] {SIZE - 1 - y, SIZE - 1 - x};
            default -> new int[] {SIZE - 1 - x, y};
        };
    }

    /** The augmentation is drawn once: all four copies show the same crop. */
    @Test
    void theFourCopiesShowTheSameAugmentedView() {
        ImageInput input = input(ChannelOrder.NHWC);
        ImageAugmentation random = ImageAugmentation.builder()
                .crop(RandomResizedCrop.of(SIZE, SIZE).withScale(0.3, 0.9))
                .add(0.5, Flip.HORIZONTAL)
                .build();
        try (BatchLoader<Image> loader =
                BatchLoader.open(new Numbered(), RotatedViews.of(input, random), BatchConfig.of(SAMPLES, 1))) {
            loader.startEpoch(0, 0);
            INDArray views = loader.next().view(RotatedViews.ROTATED);
            for (int row = SAMPLES; row < 4 * SAMPLES; row++) {
                for (int y = 0; y < SIZE; y++) {
                    for (int x = 0; x < SIZE; x++) {
                        int[] from = source(y, x, row / SAMPLES);
                        assertThat(views.getFloat(row, y, x, 1))
                                .isEqualTo(views.getFloat(row % SAMPLES, from[0], from[1], 1));
                    }
                }
            }
        }
    }

    @Test
    void whatCannotBeRotatedIsRefused() {
        assertThatThrownBy(() -> RotatedViews.of(ImageInput.of(5, 6, 2), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("views that are rotated by right angles must be square, but the encoder's input is 5 x 6;"
                        + " use an encoder with a square input");
        ImageAugmentation other = ImageAugmentation.builder()
                .crop(RandomResizedCrop.of(4, 4).withScale(0.3, 1))
                .build();
        assertThatThrownBy(() -> RotatedViews.of(input(ChannelOrder.NHWC), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must make views of the encoder's input size, 5 x 5, got 4 x 4");
    }
}
