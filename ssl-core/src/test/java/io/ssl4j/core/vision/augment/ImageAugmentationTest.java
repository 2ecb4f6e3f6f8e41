package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.buffer;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static io.ssl4j.core.vision.augment.TestImages.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAugmentationTest {

    private static final Normalize NORMALIZE = new Normalize(new float[] {0.5f}, new float[] {0.25f});

    static List<ImageOperation> unitRangeOperations() {
        return List.of(
                Solarize.half(),
                ColorJitter.of(0.4, 0.4, 0, 0),
                Grayscale.ANY_CHANNELS,
                new GammaJitter(0.5),
                RandomErasing.standard().withNoise());
    }

    static List<ImageOperation> otherOperations() {
        return List.of(
                Flip.HORIZONTAL,
                GaussianBlur.standard(),
                RightAngleRotation.random(),
                RandomErasing.standard(),
                ChannelDrop.toZero(),
                RandomAffine.rotation(10));
    }

    @ParameterizedTest
    @MethodSource("unitRangeOperations")
    void operationsOnTheUnitRangeAreRefusedAfterNormalisation(ImageOperation operation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageAugmentation.builder()
                        .add(NORMALIZE)
                        .add(Flip.HORIZONTAL)
                        .add(0.5, operation)
                        .build())
                .withMessage(
                        operation.describe() + " needs samples in 0..1 and cannot follow the normalisation; move the"
                                + " normalisation behind it, or leave it to the encoder's input, which normalises last");
        ImageAugmentation.builder().add(operation).add(NORMALIZE).build();
    }

    @ParameterizedTest
    @MethodSource("otherOperations")
    void otherOperationsMayFollowTheNormalisation(ImageOperation operation) {
        assertThat(ImageAugmentation.builder()
                        .add(NORMALIZE)
                        .add(operation)
                        .build()
                        .normalizes())
                .isTrue();
    }

    @Test
    void normalisationComesOnceAndAlways() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageAugmentation.builder()
                        .add(NORMALIZE)
                        .add(NORMALIZE)
                        .build())
                .withMessage("a pipeline normalises at most once, got a second normalisation; leave one out");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ImageAugmentation.builder().add(0.5, NORMALIZE).build())
                .withMessage(
                        "a normalisation must always be applied, got probability 0.5; add it without a probability");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ImageAugmentation.builder().add(NORMALIZE).build().requireChannels(3))
                .withMessage(
                        "a normalisation needs one mean and deviation per channel, got 1 for pictures of 3 channels");
    }

    @Test
    void normalisationIsAffine() {
        ImageBuffer picture = buffer(1, 2, 2, 0, 0.25f, 0.5f, 1);
        new Normalize(new float[] {0.5f, 0}, new float[] {0.25f, 2}).apply(picture, null);
        assertThat(samples(picture)).containsExactly(-2, 0.125f, 0, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void operationsAreAppliedWithTheirProbability(double probability) {
        ImageAugmentation pipeline =
                ImageAugmentation.builder().add(probability, Flip.HORIZONTAL).build();
        Image image = Image.ofFloats(1, 2, 1, new float[] {0, 1});
        ImageBuffer view = new ImageBuffer();
        int flipped = 0;
        for (int seed = 0; seed < 5000; seed++) {
            pipeline.apply(image, view, stream(seed));
            flipped += view.plane(0)[0] == 1 ? 1 : 0;
        }
        double tolerance = 5 * Math.sqrt(probability * (1 - probability) * 5000);
        assertThat((double) flipped).isBetween(5000 * probability - tolerance, 5000 * probability + tolerance);
    }

    @Test
    void badProbabilityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageAugmentation.builder().add(1.5, Flip.VERTICAL))
                .withMessage("vertical flip needs a probability in 0..1, got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageAugmentation.builder().add(Double.NaN, Flip.VERTICAL));
    }

    @Test
    void pipelineDescribesItself() {
        ImageAugmentation pipeline = ImageAugmentation.builder()
                .crop(RandomResizedCrop.of(32, 48))
                .add(0.5, Flip.HORIZONTAL)
                .add(0.8, ColorJitter.of(0.4, 0.4, 0.2, 0.1))
                .add(Solarize.half())
                .build();
        assertThat(pipeline.describe())
                .isEqualTo(
                        """
                        random resized crop to 32 x 48 (scale 0.08..1, ratio 0.75..1.3333)
                        horizontal flip, p 0.5
                        colour jitter (brightness 0.4, contrast 0.4, saturation 0.2, hue 0.1), p 0.8
                        solarize (threshold 0.5)""");
        assertThat(ImageAugmentation.builder().build()).hasToString("the whole image");
        assertThat(pipeline.steps()).hasSize(3);
    }

    @Test
    void sourceIsNeverChanged() {
        Image bytes = pattern(20, 20, 3);
        byte[] before = bytes.bytes().clone();
        Image floats = Image.ofFloats(20, 20, 3, samples(bytes));
        float[] floatsBefore = floats.floats().clone();
        ImageAugmentation pipeline = ImageCatalog.pipeline(
                "crop(0.2..1), flip(0.5), jitter(0.8, 0.8, 0.8, 0.2; p=1), blur(1), solarize(1)", 20, 20);
        ImageAugmentation whole = ImageAugmentation.builder()
                .add(ColorJitter.of(0.8, 0.8, 0.8, 0.2))
                .add(RandomAffine.rotation(20))
                .add(Flip.VERTICAL)
                .build();
        for (int seed = 0; seed < 20; seed++) {
            for (Image image : List.of(bytes, floats)) {
                pipeline.apply(image, new ImageBuffer(), stream(seed));
                whole.apply(image, new ImageBuffer(), stream(seed));
            }
        }
        assertThat(bytes.bytes()).containsExactly(before);
        assertThat(floats.floats()).containsExactly(floatsBefore);
    }

    @Test
    void bufferKeepsNothingOfEarlierPictures() {
        ImageAugmentation pipeline =
                ImageCatalog.pipeline(Recipes.BYOL.groups().get(0).copies().get(1), 24, 24);
        ImageBuffer reused = new ImageBuffer();
        for (int seed = 0; seed < 30; seed++) {
            Image image = pattern(10 + 7 * (seed % 5), 40 - 6 * (seed % 4), 3);
            pipeline.apply(image, reused, stream(seed));
            ImageBuffer fresh = new ImageBuffer();
            pipeline.apply(image, fresh, stream(seed));
            assertThat(Arrays.equals(samples(reused), samples(fresh))).isTrue();
        }
    }
}
