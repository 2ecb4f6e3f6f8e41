package io.ssl4j.core.augment;

import io.ssl4j.core.data.Image;

/**
 * Brings a window of an image to another size, reading the image's own samples: first choose the {@link #window}, then
 * {@link #resample}. Reusable; for one thread.
 */
final class Resampler {

    private static final float UNIT = 1 / 255f;

    private final ResampleAxis columns = new ResampleAxis();
    private final ResampleAxis rows = new ResampleAxis();
    private float[] line = new float[0];
    private float[] strip = new float[0];

    private int top;
    private int left;
    private int height;
    private int width;

    void window(int newTop, int newLeft, int newHeight, int newWidth) {
        top = newTop;
        left = newLeft;
        height = newHeight;
        width = newWidth;
    }

    /** A window in the middle of an image. */
    void centerWindow(int sourceHeight, int sourceWidth, int newHeight, int newWidth) {
        window((sourceHeight - newHeight) / 2, (sourceWidth - newWidth) / 2, newHeight, newWidth);
    }

    int top() {
        return top;
    }

    int left() {
        return left;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Fills a target, which has its shape already, with the window of a source of the same channel count. */
    void resample(Image source, ImageBuffer target) {
        int channels = source.channels();
        int lineLength = target.width() * channels;
        columns.prepare(width, target.width());
        rows.prepare(height, target.height());
        if (line.length < width * channels) {
            line = new float[width * channels];
        }
        if (strip.length < height * lineLength) {
            strip = new float[height * lineLength];
        }
        for (int y = 0; y < height; y++) {
            int start = ((top + y) * source.width() + left) * channels;
            read(source, start, width * channels, line, 0);
            columns.line(line, channels, strip, y * lineLength);
        }
        rows.lines(strip, lineLength, target.samples());
    }

    /** Copies samples of an image as floats in 0..1. */
    static void read(Image source, int start, int length, float[] to, int offset) {
        if (source.sampleType() == Image.SampleType.UINT8) {
            byte[] bytes = source.bytes();
            for (int i = 0; i < length; i++) {
                to[offset + i] = (bytes[start + i] & 0xFF) * UNIT;
            }
        } else {
            System.arraycopy(source.floats(), start, to, offset, length);
        }
    }
}
