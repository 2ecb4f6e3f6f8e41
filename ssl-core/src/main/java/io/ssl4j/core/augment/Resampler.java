package io.ssl4j.core.augment;

import io.ssl4j.core.data.Image;

/** Brings a rectangle of an image to another size, reading the image's own samples. Reusable; for one thread. */
final class Resampler {

    private static final float UNIT = 1 / 255f;

    private final ResampleAxis columns = new ResampleAxis();
    private final ResampleAxis rows = new ResampleAxis();
    private float[] line = new float[0];
    private float[] strip = new float[0];

    /** Fills a target that already has its size and the source's channel count. */
    void resample(Image source, int top, int left, int height, int width, ImageBuffer target) {
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
