package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.Image;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLoaderFailureTest {

    private static final BatchConfig CONFIG =
            BatchConfig.of(8, 5).withShuffle(false).withThreads(2);

    @AfterEach
    void noThreadIsLeft() {
        assertThat(loaderThreads()).isEmpty();
    }

    private static List<String> loaderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("ssl4j-loader-"))
                .toList();
    }

    private record Images(int size, IntFunction<Image> images) implements Dataset<Image> {
        @Override
        public Image get(int index) {
            return images.apply(index);
        }

        @Override
        public String name(int index) {
            return "folder/" + index + ".png";
        }
    }

    private static Images failingAt(Set<Integer> bad) {
        IndexImages good = new IndexImages(64);
        return new Images(64, index -> {
            if (bad.contains(index)) {
                throw new IllegalStateException("unreadable");
            }
            return good.get(index);
        });
    }

    /** Two views of two floats, written by the lambda. */
    private record Writing(IntFunction<float[]> values) implements ViewGenerator<Image> {
        @Override
        public List<ViewSpec> layout() {
            return List.of(ViewSpec.of("views", 2, 2));
        }

        @Override
        public void write(Image image, RandomKey key, ViewSlot slot) {
            slot.row("views", 0).put(1).put(2);
            slot.row("views", 1).put(values.apply(IndexViews.indexIn(image)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theFirstFailingSampleOfTheEpochIsNamed(int threads) {
        Images data = failingAt(Set.of(19, 22, 40));
        try (BatchLoader<Image> loader = BatchLoader.open(data, new IndexViews(), CONFIG.withThreads(threads))) {
            loader.startEpoch(6, 0);
            assertThat(loader.next().indices()).startsWith(0);
            assertThat(loader.next().indices()).startsWith(8);
            for (int call = 0; call < 2; call++) {
                SampleFailedException failed = catchThrowableOfType(SampleFailedException.class, loader::next);
                assertThat(failed)
                        .hasMessage("sample 19 ('folder/19.png') failed in epoch 6: unreadable;"
                                + " fix it or leave it out of the data set")
                        .hasCauseExactlyInstanceOf(IllegalStateException.class);
                assertThat(failed.index()).isEqualTo(19);
                assertThat(failed.sampleName()).isEqualTo("folder/19.png");
                assertThat(failed.epoch()).isEqualTo(6);
            }
            loader.startEpoch(7, 6);
            assertThat(loader.next().indices()).startsWith(48);
        }
    }

    @Test
    void anErrorReachesTheTrainerToo() {
        Images data = new Images(64, index -> {
            throw new StackOverflowError();
        });
        try (BatchLoader<Image> loader = BatchLoader.open(data, new IndexViews(), CONFIG)) {
            loader.startEpoch(0, 0);
            assertThatThrownBy(loader::next)
                    .isInstanceOf(SampleFailedException.class)
                    .hasMessageStartingWith(
                            "sample 0 ('folder/0.png') failed in epoch 0: java.lang.StackOverflowError");
        }
    }

    @Test
    void noSample() {
        assertFailure(
                new Images(64, index -> null), new IndexViews(), 0, "a data set must give a sample for every index");
    }

    @Test
    void valuesThatAreNotFinite() {
        IndexImages data = new IndexImages(64);
        assertFailure(
                data,
                index -> index == 5 ? new float[] {0, Float.NaN} : new float[2],
                5,
                "view 'views', copy 1 must be finite, got NaN at position 1");
        assertFailure(
                data,
                index -> index == 6 ? new float[] {Float.NEGATIVE_INFINITY, 0} : new float[2],
                6,
                "view 'views', copy 1 must be finite, got -Infinity at position 0");
        assertFailure(
                data,
                index -> index == 7 ? new float[] {Float.POSITIVE_INFINITY, 0} : new float[2],
                7,
                "view 'views', copy 1 must be finite, got Infinity at position 0");
    }

    @Test
    void rowsThatAreNotFilled() {
        IndexImages data = new IndexImages(64);
        assertFailure(
                data,
                index -> new float[index == 3 ? 1 : 2],
                3,
                "view 'views', copy 1 has 2 floats and the view generator wrote 1 of them; it must write all");
        assertFailure(data, index -> new float[index == 2 ? 3 : 2], 2, "java.nio.BufferOverflowException");
    }

    @Test
    void aMaskThatIsNoMask() {
        ViewGenerator<Image> views = new ViewGenerator<>() {
            @Override
            public List<ViewSpec> layout() {
                return List.of(ViewSpec.masked("steps", 1, 0, 3));
            }

            @Override
            public void write(Image image, RandomKey key, ViewSlot slot) {
                slot.row("steps", 0).put(new float[3]);
                FloatBuffer mask = slot.mask("steps", 0);
                mask.put(1).put(IndexViews.indexIn(image) == 4 ? 0.5f : 1).put(0);
            }
        };
        assertFailure(
                new IndexImages(64),
                views,
                4,
                "the mask of view 'steps', copy 0 must hold 0 or 1, got 0.5 at position 1");
    }

    private static void assertFailure(Dataset<Image> data, IntFunction<float[]> values, int index, String text) {
        assertFailure(data, new Writing(values), index, text);
    }

    private static void assertFailure(Dataset<Image> data, ViewGenerator<Image> views, int index, String text) {
        try (BatchLoader<Image> loader = BatchLoader.open(data, views, CONFIG)) {
            loader.startEpoch(0, 0);
            assertThatThrownBy(loader::next)
                    .isInstanceOf(SampleFailedException.class)
                    .hasMessageStartingWith(
                            "sample " + index + " ('" + data.name(index) + "') failed in epoch 0: " + text);
        }
    }

    @Test
    void wrongPlacesInASlot() {
        BufferSlot slot = new BufferSlot();
        slot.moveTo(new BatchBuffer(new IndexViews().layout(), 2), 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slot.row("global", 0))
                .withMessage("the layout has no view 'global', it has [pixels, noise, label, steps]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slot.row("noise", 2))
                .withMessage("view 'noise' has the copies 0 to 1 per sample, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slot.mask("noise", 0))
                .withMessage("view 'noise' has no mask; make it with ViewSpec.masked");
    }

    @Test
    void layoutsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchBuffer(List.of(), 2))
                .withMessage("a layout needs at least one view, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchBuffer(List.of(ViewSpec.of("a", 1), ViewSpec.of("a", 2)), 2))
                .withMessage("the views of a layout need different names, got 'a' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewSpec.masked("a", 1, 0))
                .withMessageStartingWith("the mask axis of view 'a' must be an axis of its rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchBuffer(List.of(ViewSpec.of("a", 2, 3, 1024, 1024)), 512))
                .withMessage("the array of a view must stay under 2 GB; view 'a' needs [1024, 3, 1024, 1024] floats,"
                        + " take a smaller batch");
    }

    @Test
    void closeEndsDaemonThreadsAndMayBeCalledTwice() {
        BatchLoader<Image> loader = BatchLoader.open(new IndexImages(64), new IndexViews(), CONFIG.withThreads(3));
        loader.startEpoch(0, 0);
        loader.next();
        assertThat(loaderThreads()).containsExactlyInAnyOrder("ssl4j-loader-0", "ssl4j-loader-1", "ssl4j-loader-2");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("ssl4j-loader-"))
                .allMatch(Thread::isDaemon);
        loader.close();
        assertThat(loaderThreads()).isEmpty();
        loader.close();
    }

    @Test
    void closeReachesATrainerThatWaits() throws Exception {
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        IndexImages good = new IndexImages(64);
        Images data = new Images(64, index -> {
            reading.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return good.get(index);
        });
        BatchLoader<Image> loader = BatchLoader.open(data, new IndexViews(), CONFIG);
        loader.startEpoch(0, 0);
        FutureTask<Void> trainer = new FutureTask<>(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(loader::next)
                    .withMessage("the batch loader is closed; open another one");
            return null;
        });
        Thread thread = new Thread(trainer, "trainer");
        thread.start();
        reading.await();
        FutureTask<Void> closing = new FutureTask<>(loader::close, null);
        new Thread(closing, "closing").start();
        trainer.get(20, TimeUnit.SECONDS);
        release.countDown();
        closing.get(20, TimeUnit.SECONDS);
    }
}
