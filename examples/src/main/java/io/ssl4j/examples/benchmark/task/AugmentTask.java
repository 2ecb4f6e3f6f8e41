package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Views per second of SimCLR's recipe for small images, on one thread, written as rows of a batch are. */
final class AugmentTask {

    private static final int SIZE = 32;
    private static final int CHANNELS = 3;
    private static final int IMAGES = 64;
    private static final int COPIES = 2;
    private static final int KEYS = 64 * IMAGES;

    private final TaskMain options;
    private final Output out;

    AugmentTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        List<Image> images =
                IntStream.range(0, IMAGES).mapToObj(AugmentTask::pattern).toList();
        ViewGenerator<Image> views = Recipes.SIMCLR_SMALL.views(ImageInput.of(SIZE, SIZE, CHANNELS));
        make(views, images, options.seconds / 2);
        Made made = make(views, images, options.seconds);
        out.figure("viewsPerSecond", made.views / made.seconds);
        out.figure("allocatedBytesPerView", made.allocated / made.views);
    }

    private record Made(double views, double seconds, double allocated) {}

    private static Made make(ViewGenerator<Image> views, List<Image> images, double seconds) {
        Row row = new Row();
        RandomKey[] keys = new RandomKey[KEYS];
        Arrays.setAll(keys, RandomKey::of);
        long allocated = Allocation.ofThisThread();
        long start = System.nanoTime();
        long made = 0;
        while ((System.nanoTime() - start) * 1e-9 < seconds) {
            for (int i = 0; i < keys.length; i++) {
                views.write(images.get(i % IMAGES), keys[i], row);
                made += COPIES;
            }
        }
        return new Made(made, (System.nanoTime() - start) * 1e-9, Allocation.ofThisThread() - allocated);
    }

    /** A smooth byte image by a closed formula, the same as in the PyTorch script. */
    private static Image pattern(int index) {
        byte[] samples = new byte[SIZE * SIZE * CHANNELS];
        int at = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                for (int c = 0; c < CHANNELS; c++) {
                    double wave = Math.sin(0.13 * (index + 1) * (y + 1) + 0.4 * c)
                            + Math.cos(0.07 * (index + 3) * (x + 1) - 0.3 * c);
                    samples[at++] = (byte) Math.max(0, Math.min(255, 127.5 + 60 * wave));
                }
            }
        }
        return Image.ofBytes(SIZE, SIZE, CHANNELS, samples);
    }

    /** One row for all views, in memory of the kind that batches have. */
    private static final class Row implements ViewSlot {

        private final FloatBuffer row = ByteBuffer.allocateDirect(SIZE * SIZE * CHANNELS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();

        @Override
        public FloatBuffer row(String view, int copy) {
            return row.clear();
        }

        @Override
        public FloatBuffer mask(String view, int copy) {
            throw new IllegalArgumentException("view '" + view + "' has no mask");
        }
    }
}
