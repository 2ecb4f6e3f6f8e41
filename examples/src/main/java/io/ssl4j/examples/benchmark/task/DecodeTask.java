package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;

/** JPEG files per second on one thread: read, decoded and brought to 224 x 224; and at their own size. */
final class DecodeTask {

    private static final int SIZE = 224;

    private final TaskMain options;
    private final Output out;

    DecodeTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        ImageFolderOptions asStored = ImageFolderOptions.defaults();
        out.figure("picturesPerSecond", rate(asStored.withResize(SIZE, SIZE)));
        out.figure("fullSizePerSecond", rate(asStored));
    }

    private double rate(ImageFolderOptions folderOptions) {
        ImageDataset pictures = ImageDataset.fromFolder(options.images, folderOptions);
        read(pictures, options.seconds / 2);
        return read(pictures, options.seconds / 2);
    }

    private static double read(ImageDataset pictures, double seconds) {
        long start = System.nanoTime();
        int read = 0;
        while ((System.nanoTime() - start) * 1e-9 < seconds) {
            for (int i = 0; i < pictures.size(); i++) {
                pictures.get(i);
            }
            read += pictures.size();
        }
        return read / ((System.nanoTime() - start) * 1e-9);
    }
}
