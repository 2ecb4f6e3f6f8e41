package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.vision.image.Image;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchLoaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void pixelsAndIndicesTravelTogether(int threads) {
        BatchConfig config = BatchConfig.of(16, 3).withThreads(threads).withDropLast(false);
        try (BatchLoader<Image> loader = BatchLoader.open(new IndexImages(300), new IndexViews(), config)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                loader.startEpoch(epoch, 0);
                List<Integer> seen = new ArrayList<>();
                while (loader.hasNext()) {
                    ViewBatch batch = loader.next();
                    requireRowRule(batch);
                    IntStream.of(batch.indices()).forEach(seen::add);
                }
                assertThat(seen).hasSize(300).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 300);
            }
        }
    }

    private static void requireRowRule(ViewBatch batch) {
        int size = batch.size();
        assertThat(batch.indices()).hasSize(size);
        assertThat(batch.view("pixels").shape()).containsExactly(2L * size, 1, 2, 3);
        assertThat(batch.view("pixels").ordering()).isEqualTo('c');
        assertThat(batch.view("pixels").dataType()).isEqualTo(DataType.FLOAT);
        assertThat(batch.view("label").shape()).containsExactly(size);
        assertThat(batch.views().get("label").mask()).isEmpty();
        INDArray mask = batch.views().get("steps").mask().orElseThrow();
        assertThat(mask.shape()).containsExactly(2L * size, 4);
        for (int i = 0; i < size; i++) {
            int index = batch.indices()[i];
            assertThat(batch.view("label").getFloat(i)).isEqualTo(index);
            for (int copy = 0; copy < 2; copy++) {
                int row = copy * size + i;
                INDArray pixels = batch.view("pixels");
                assertThat(pixels.getFloat(row, 0, 0, 0)).isEqualTo((index & 0xFF) + copy * 1000);
                assertThat(pixels.getFloat(row, 0, 0, 1)).isEqualTo((index >> 8) + copy * 1000);
                assertThat(pixels.getFloat(row, 0, 1, 2)).isEqualTo(4 + copy * 1000);
                assertThat(batch.rows("steps").values().getFloat(row, 1, 3)).isEqualTo(index);
                assertThat(mask.getRow(row).sumNumber().intValue()).isEqualTo(index % 4 + 1);
            }
        }
    }

    @Test
    void aSmallerLastBatchIsAnOrdinaryArray() {
        BatchConfig config = BatchConfig.of(4, 3).withDropLast(false).withShuffle(false);
        try (BatchLoader<Image> loader = BatchLoader.open(new IndexImages(6), new IndexViews(), config)) {
            loader.startEpoch(0, 1);
            ViewBatch last = loader.next();
            assertThat(last.indices()).containsExactly(4, 5);
            assertThat(last.view("label").mul(2)).isEqualTo(Nd4j.createFromArray(8f, 10f));
            assertThat(last.view("pixels").reshape(4, 6).getColumn(0).dup())
                    .isEqualTo(Nd4j.createFromArray(4f, 5f, 1004f, 1005f));
            assertThat(loader.hasNext()).isFalse();
            assertThat(loader.smallestBatch()).isEqualTo(2);
        }
    }

    @Test
    void ordersArePermutationsThatDiffer() {
        BatchConfig config = BatchConfig.of(10, 3);
        int[] first = EpochOrder.of(1000, 0, config);
        int[] second = EpochOrder.of(1000, 1, config);
        int[] otherSeed = EpochOrder.of(1000, 0, BatchConfig.of(10, 4));
        int[] identity = IntStream.range(0, 1000).toArray();
        assertThat(first.clone()).containsExactlyInAnyOrder(identity);
        assertThat(second.clone()).containsExactlyInAnyOrder(identity);
        assertThat(equalPlaces(first, second)).isLessThan(10);
        assertThat(equalPlaces(first, otherSeed)).isLessThan(10);
        assertThat(equalPlaces(first, identity)).isLessThan(10);
        assertThat(EpochOrder.of(1000, 5, config.withShuffle(false))).containsExactly(identity);
    }

    private static long equalPlaces(int[] a, int[] b) {
        return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count();
    }

    /** Over 40,000 shuffles of 4, each of the 24 orders comes up 1667 +- 40 times (one deviation). */
    @Test
    void ordersAreUniform() {
        int[] counts = new int[256];
        for (int epoch = 0; epoch < 40_000; epoch++) {
            int[] o = EpochOrder.of(4, epoch, BatchConfig.of(1, 11));
            counts[o[0] << 6 | o[1] << 4 | o[2] << 2 | o[3]]++;
        }
        assertThat(IntStream.of(counts).filter(c -> c > 0)).hasSize(24).allMatch(c -> Math.abs(c - 1667) < 200);
    }

    @Test
    void atMostPrefetchPlusOneBuffers() {
        Set<INDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        BatchConfig config = BatchConfig.of(4, 3).withPrefetch(2).withThreads(2);
        try (BatchLoader<Image> loader = BatchLoader.open(new IndexImages(100), new IndexViews(), config)) {
            for (int epoch = 0; epoch < 4; epoch++) {
                loader.startEpoch(epoch, 0);
                while (loader.hasNext()) {
                    arrays.add(loader.next().view("pixels"));
                }
            }
        }
        assertThat(arrays).hasSize(3);
    }

    @Test
    void loadsNoFurtherAheadThanPrefetch() throws InterruptedException {
        CountingImages data = new CountingImages(100);
        BatchConfig config = BatchConfig.of(4, 3).withPrefetch(2).withThreads(2);
        try (BatchLoader<Image> loader = BatchLoader.open(data, new IndexViews(), config)) {
            assertThat(data.reads()).isZero();
            loader.startEpoch(0, 0);
            loader.next();
            data.awaitReads(12);
            assertThat(data.reads()).isEqualTo(12);
            loader.next();
            data.awaitReads(16);
            assertThat(data.reads()).isEqualTo(16);
        }
        assertThat(data.reads()).isEqualTo(16);
    }

    @Test
    void arraysLieOutsideTheCallersWorkspace() {
        WorkspaceConfiguration small =
                WorkspaceConfiguration.builder().initialSize(1 << 20).build();
        BatchLoader<Image> loader;
        try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(small, "LOADER_TEST")) {
            assertThat(Nd4j.create(3).isAttached()).isTrue();
            loader = BatchLoader.open(new IndexImages(8), new IndexViews(), BatchConfig.of(4, 3));
            assertThat(workspace.isScopeActive()).isTrue();
        }
        loader.startEpoch(0, 0);
        assertThat(loader.next().view("pixels").isAttached()).isFalse();
        loader.close();
    }

    @Test
    void misuse() {
        BatchLoader<Image> loader = BatchLoader.open(new IndexImages(8), new IndexViews(), BatchConfig.of(4, 3));
        assertThatIllegalStateException()
                .isThrownBy(loader::hasNext)
                .withMessage("no epoch is under way; call startEpoch(epoch, firstBatch) first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loader.startEpoch(-1, 0))
                .withMessage("an epoch is at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loader.startEpoch(0, 3))
                .withMessage("the first batch must be in 0..2, the batches of an epoch, got 3");
        loader.startEpoch(0, 2);
        assertThat(loader.hasNext()).isFalse();
        assertThatThrownBy(loader::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("epoch 0 has 2 batches and all were taken");
        loader.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> loader.startEpoch(0, 0))
                .withMessage("the batch loader is closed; open another one");
    }
}
