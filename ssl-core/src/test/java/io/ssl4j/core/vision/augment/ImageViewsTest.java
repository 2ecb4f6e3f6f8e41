package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageInput;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ImageViewsTest {

    private static final ImageInput INPUT = ImageInput.of(24, 24, 3);
    private static final RandomKey KEY = RandomKey.of(7).child(0).child(3);

    @Test
    void pairIsTwoCopiesOfOneGroup() {
        ViewGenerator<Image> views = Recipes.SIMCLR.views(INPUT);
        assertThat(views.layout()).hasSize(1);
        ViewSpec spec = views.layout().get(0);
        assertThat(spec.name()).isEqualTo("views");
        assertThat(spec.copies()).isEqualTo(2);
        assertThat(spec.shape()).containsExactly(24, 24, 3);
        MemorySlot slot = write(views, pattern(40, 30, 3), KEY);
        assertThat(slot.samples("views", 0)).isNotEqualTo(slot.samples("views", 1));
    }

    @Test
    void multiCropIsTwoGroupsOfDifferentSize() {
        ViewGenerator<Image> views = Recipes.SWAV.views(INPUT.withOrder(ChannelOrder.NCHW));
        assertThat(views.layout().get(0).name()).isEqualTo("global");
        assertThat(views.layout().get(0).copies()).isEqualTo(2);
        assertThat(views.layout().get(0).shape()).containsExactly(3, 24, 24);
        assertThat(views.layout().get(1).name()).isEqualTo("local");
        assertThat(views.layout().get(1).copies()).isEqualTo(6);
        assertThat(views.layout().get(1).shape()).containsExactly(3, 10, 10);
        assertThat(write(views, pattern(40, 30, 3), KEY).samples("local", 5)).hasSize(300);
    }

    @Test
    void eachCopyIsItsPipelineOnItsOwnStreamNormalised() {
        ImageAugmentation first = ImageCatalog.pipeline("crop(0.3..1), flip(0.5)", 24, 24);
        ImageAugmentation second = ImageCatalog.pipeline("crop(0.3..1), flip(0.5), solarize(1)", 24, 24);
        Image image = pattern(30, 30, 3);
        MemorySlot slot = write(ImageViews.pair(INPUT, first, second), image, KEY);
        List<ImageAugmentation> pipelines = List.of(first, second);
        for (int v = 0; v < 2; v++) {
            ImageBuffer expected = new ImageBuffer();
            pipelines.get(v).apply(image, expected, KEY.child(v).stream());
            float[] row = samples(expected);
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] * 2 - 1;
            }
            assertClose(slot.samples("views", v), row, 1e-6f);
        }
    }

    @Test
    void channelOrderOnlyMovesSamples() {
        Image image = pattern(30, 40, 3);
        float[] last = write(Recipes.BYOL.views(INPUT), image, KEY).samples("views", 1);
        float[] first = write(Recipes.BYOL.views(INPUT.withOrder(ChannelOrder.NCHW)), image, KEY)
                .samples("views", 1);
        for (int i = 0; i < last.length; i++) {
            assertThat(first[i % 3 * 576 + i / 3]).isEqualTo(last[i]);
        }
    }

    @Test
    void sameKeyGivesTheSameBitsOnEveryThread() throws Exception {
        ViewGenerator<Image> views = Recipes.DINO.views(INPUT);
        List<float[]> expected = all(views, 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<float[]>>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int start = t;
                results.add(threads.submit(() -> all(views, start)));
            }
            for (Future<List<float[]>> result : results) {
                List<float[]> actual = result.get();
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(Arrays.equals(actual.get(i), expected.get(i))).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all(Recipes.DINO.views(INPUT), 0).get(3)).containsExactly(expected.get(3));
    }

    /** All views of 16 samples by sample index, made in an order that begins at {@code start}. */
    private static List<float[]> all(ViewGenerator<Image> views, int start) {
        List<float[]> result = new ArrayList<>(Collections.nCopies(16, null));
        for (int i = 0; i < 16; i++) {
            int index = (i + start) % 16;
            MemorySlot slot = write(
                    views, pattern(20 + index, 50 - index, 3), RandomKey.of(1).child(index));
            result.set(index, slot.samples("local", 5));
        }
        return result;
    }

    @Test
    void ownNormalisationTakesThePlaceOfTheInputs() {
        ImageAugmentation own = ImageAugmentation.builder()
                .add(new Normalize(new float[] {0}, new float[] {0.1f}))
                .build();
        Image image = pattern(6, 6, 1);
        float[] row = write(ImageViews.single(ImageInput.of(6, 6, 1), own), image, KEY)
                .samples("views", 0);
        float[] expected = samples(image);
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= 10;
        }
        assertClose(row, expected, 1e-5f);
    }

    @Test
    void wrongImagesAreRefused() {
        ViewGenerator<Image> views = Recipes.GRAY_SMALL.views(ImageInput.of(28, 28, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(views, pattern(28, 28, 3), KEY))
                .withMessage("every image must have the 1 channel of the encoder's input (28 x 28 x 1), got an image of"
                        + " 28 x 28 x 3; convert the images to 1 channel, or build the encoder for 3 channels");
        ImageViews whole = ImageViews.pair(
                ImageInput.of(28, 28, 1), ImageAugmentation.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(whole, pattern(28, 30, 1), KEY))
                .withMessage(
                        "a view must have the shape of the encoder's input, 28 x 28 x 1, got 28 x 30 x 1; begin the"
                                + " pipeline with a crop or resize to that size");
    }

    @Test
    void wrongPipelinesAreRefusedWhenTheViewsAreBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.SIMCLR.views(ImageInput.of(28, 28, 1)))
                .withMessageContaining("needs RGB pictures of 3 channels, got 1 channel")
                .withMessageContaining("adaptedTo(input)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageViews.pair(INPUT, ImageCatalog.pipeline("crop(0.2..1), flip(0.5)", 32, 32)))
                .withMessage("the pipelines of view 'views' must make pictures of 24 x 24, got one that makes 32 x 32"
                        + " (random resized crop to 32 x 32 (scale 0.2..1, ratio 0.75..1.3333)); change its size, or name"
                        + " the group's size");
        ImageAugmentation any = ImageAugmentation.builder().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageViews.builder(INPUT).view("a", any).view("a", any))
                .withMessage("every group of views needs its own name, got 'a' twice");
        assertThatIllegalStateException()
                .isThrownBy(() -> ImageViews.builder(INPUT).build())
                .withMessage("image views need at least one group; call view(name, pipeline) first");
    }

    @Test
    void makingViewsAllocatesNothingInSteadyState() {
        ViewGenerator<Image> views = Recipes.BYOL.views(INPUT);
        Image image = pattern(32, 32, 3);
        MemorySlot slot = new MemorySlot(views.layout());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        RandomKey[] keys = new RandomKey[2000];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = RandomKey.of(i);
        }
        for (int i = 0; i < 1000; i++) {
            views.write(image, keys[i], slot);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1000; i < 2000; i++) {
            views.write(image, keys[i], slot);
        }
        long perView = (threads.getCurrentThreadAllocatedBytes() - before) / 2000;
        assertThat(perView).isLessThan(64);
    }

    private static MemorySlot write(ViewGenerator<Image> views, Image image, RandomKey key) {
        MemorySlot slot = new MemorySlot(views.layout());
        views.write(image, key, slot);
        return slot;
    }
}
