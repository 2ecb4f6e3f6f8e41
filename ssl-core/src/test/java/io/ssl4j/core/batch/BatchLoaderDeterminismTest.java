package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchLoaderDeterminismTest {

    private static final BatchConfig CONFIG = BatchConfig.of(12, 99).withDropLast(false);

    /** All floats of a batch, and its indices. */
    private static float[] bits(ViewBatch batch) {
        int[] indices = batch.indices();
        float[] noise = batch.view("noise").dup().data().asFloat();
        float[] pixels = batch.view("pixels").dup().data().asFloat();
        float[] all = Arrays.copyOf(noise, noise.length + pixels.length + indices.length);
        System.arraycopy(pixels, 0, all, noise.length, pixels.length);
        for (int i = 0; i < indices.length; i++) {
            all[noise.length + pixels.length + i] = indices[i];
        }
        return all;
    }

    private static List<float[]> rest(BatchLoader<Image> loader) {
        List<float[]> batches = new ArrayList<>();
        while (loader.hasNext()) {
            batches.add(bits(loader.next()));
        }
        return batches;
    }

    private static List<float[]> epochs(BatchConfig config, int count) {
        List<float[]> batches = new ArrayList<>();
        try (BatchLoader<Image> loader = BatchLoader.open(new IndexImages(100), new IndexViews(), config)) {
            for (int epoch = 0; epoch < count; epoch++) {
                loader.startEpoch(epoch, 0);
                batches.addAll(rest(loader));
            }
        }
        return batches;
    }

    private static void assertSameBits(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("batch %d", i).isEqualTo(expected.get(i));
        }
    }

    @Test
    void sameBitsForAnyNumberOfThreadsAndPrefetch() {
        List<float[]> one = epochs(CONFIG, 3);
        assertThat(one).hasSize(27);
        assertSameBits(epochs(CONFIG.withThreads(2), 3), one);
        assertSameBits(epochs(CONFIG.withThreads(4), 3), one);
        assertSameBits(epochs(CONFIG.withThreads(3).withPrefetch(5), 3), one);
        assertSameBits(epochs(CONFIG.withThreads(2).withPrefetch(1), 3), one);
    }

    @Test
    void epochsAndSeedsDiffer() {
        List<float[]> two = epochs(CONFIG, 2);
        assertThat(two.get(0)).isNotEqualTo(two.get(9));
        assertThat(epochs(new BatchConfig(12, 1, 2, true, false, 100), 1).get(0))
                .isNotEqualTo(two.get(0));
        List<float[]> unshuffled = epochs(CONFIG.withShuffle(false), 2);
        assertThat(unshuffled.get(0)).as("views change though the order stays").isNotEqualTo(unshuffled.get(9));
    }

    @Test
    void resumesInTheMiddleOfAnEpoch() {
        List<float[]> whole = epochs(CONFIG, 2);
        for (int first = 0; first <= 9; first++) {
            try (BatchLoader<Image> loader =
                    BatchLoader.open(new IndexImages(100), new IndexViews(), CONFIG.withThreads(2))) {
                loader.startEpoch(1, first);
                assertSameBits(rest(loader), whole.subList(9 + first, 18));
            }
        }
    }

    @Test
    void anUnfinishedEpochIsGivenUp() {
        List<float[]> whole = epochs(CONFIG, 2);
        try (BatchLoader<Image> loader =
                BatchLoader.open(new IndexImages(100), new IndexViews(), CONFIG.withThreads(4))) {
            for (int taken = 0; taken < 5; taken++) {
                loader.startEpoch(0, 2);
                for (int i = 0; i < taken; i++) {
                    assertThat(bits(loader.next())).isEqualTo(whole.get(2 + i));
                }
            }
            loader.startEpoch(1, 0);
            assertSameBits(rest(loader), whole.subList(9, 18));
        }
    }

    @Test
    void aSampleDrawsFromItsOwnAddress() {
        try (BatchLoader<Image> loader = BatchLoader.open(new IndexImages(100), new IndexViews(), CONFIG)) {
            loader.startEpoch(4, 3);
            ViewBatch batch = loader.next();
            for (int i = 0; i < batch.size(); i++) {
                for (int copy = 0; copy < 2; copy++) {
                    float expected =
                            RandomKey.of(99).child("augment").child(4).child(batch.indices()[i]).child(copy).stream()
                                    .nextFloat();
                    assertThat(batch.view("noise").getFloat(copy * batch.size() + i, 0))
                            .isEqualTo(expected);
                }
            }
        }
    }
}
