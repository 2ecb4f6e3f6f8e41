package io.ssl4j.core.batch;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.vision.image.Image;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link IndexImages} that counts its reads. */
final class CountingImages implements Dataset<Image> {

    private final IndexImages images;
    private final AtomicInteger reads = new AtomicInteger();
    private final Semaphore permits = new Semaphore(0);
    private int awaited;

    CountingImages(int size) {
        images = new IndexImages(size);
    }

    int reads() {
        return reads.get();
    }

    /** Waits until so many samples were read since the start. */
    void awaitReads(int count) throws InterruptedException {
        if (!permits.tryAcquire(count - awaited, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + reads + " of " + count + " reads came");
        }
        awaited = count;
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Image get(int index) {
        reads.incrementAndGet();
        permits.release();
        return images.get(index);
    }
}
