package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static io.ssl4j.core.vision.augment.TestImages.stream;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A picture of bytes, of 16-bit samples and of floats gives the same views, to the rounding of a float. */
class SamplePathsTest {

    private static final int HEIGHT = 37;
    private static final int WIDTH = 29;

    private static List<ImageAugmentation> pipelines() {
        return List.of(
                ImageAugmentation.builder()
                        .crop(RandomResizedCrop.of(16, 20))
                        .add(0.5, Flip.HORIZONTAL)
                        .add(0.8, ColorJitter.of(0.4, 0.4, 0.4, 0.1))
                        .add(0.2, Grayscale.LUMA)
                        .add(0.5, GaussianBlur.standard())
                        .build(),
                ImageAugmentation.builder()
                        .crop(new RandomPaddedCrop(HEIGHT, WIDTH, 4))
                        .add(0.5, new GammaJitter(0.5))
                        .build(),
                ImageAugmentation.builder()
                        .crop(Resize.centerCrop(24, 24))
                        .add(0.5, RandomErasing.standard())
                        .build(),
                ImageAugmentation.builder()
                        .add(1, new GaussianBlur(0.5, 1, BlurKernel.ofRadius(1)))
                        .build());
    }

    @Test
    void bytesShortsAndFloatsGiveTheSameViews() {
        Image bytes = pattern(HEIGHT, WIDTH, 3);
        short[] levels = new short[bytes.bytes().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) ((bytes.bytes()[i] & 0xFF) * 257);
        }
        Image shorts = Image.ofShorts(HEIGHT, WIDTH, 3, levels);
        Image floats = Image.ofFloats(HEIGHT, WIDTH, 3, samples(bytes));
        for (ImageAugmentation pipeline : pipelines()) {
            for (int seed = 0; seed < 50; seed++) {
                float[] expected = view(pipeline, bytes, seed);
                assertClose(view(pipeline, floats, seed), expected, 0);
                assertClose(view(pipeline, shorts, seed), expected, 2e-5f);
            }
        }
    }

    private static float[] view(ImageAugmentation pipeline, Image image, int seed) {
        ImageBuffer view = new ImageBuffer();
        pipeline.apply(image, view, stream(seed));
        return samples(view);
    }
}
