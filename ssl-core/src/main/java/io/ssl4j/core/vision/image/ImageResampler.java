package io.ssl4j.core.vision.image;

import java.util.Arrays;

/**
 * Brings a part of an image to another size, reading the image's own samples: first choose the part, then
 * {@link #resample}. The filter is bilinear, antialiased when shrinking (Pillow's {@code BILINEAR}, PyTorch's
 * {@code interpolate(mode="bilinear", antialias=True)}); any channel count. Keeps its arrays and weights from one image
 * to the next, so that resampling allocates nothing once the largest part was seen. For use by one thread at a time.
 */
public final class ImageResampler {

    private final ResampleAxis columns = new ResampleAxis();
    private final ResampleAxis rows = new ResampleAxis();
    private float[][] lines = new float[0][];
    private float[] sum = new float[0];

    /** The window that is read, in whole samples of the image. */
    private int top;

    private int left;
    private int height;
    private int width;

    /** The part that is shown, in samples of the window. */
    private double partTop;

    private double partLeft;
    private double partHeight;
    private double partWidth;

    /** Chooses a window as if it were cut out first: no sample outside it counts. */
    public void window(int newTop, int newLeft, int newHeight, int newWidth) {
        top = newTop;
        left = newLeft;
        height = newHeight;
        width = newWidth;
        partTop = 0;
        partLeft = 0;
        partHeight = newHeight;
        partWidth = newWidth;
    }

    /** Chooses a window in the middle of an image. */
    public void centerWindow(int sourceHeight, int sourceWidth, int newHeight, int newWidth) {
        window((sourceHeight - newHeight) / 2, (sourceWidth - newWidth) / 2, newHeight, newWidth);
    }

    /**
     * Chooses a part in the exact middle of an image, in parts of a sample; samples beside it count where the filter
     * reaches them (the {@code box} of Pillow's {@code resize}).
     */
    public void centerPart(int sourceHeight, int sourceWidth, double newHeight, double newWidth) {
        window(0, 0, sourceHeight, sourceWidth);
        partTop = (sourceHeight - newHeight) / 2;
        partLeft = (sourceWidth - newWidth) / 2;
        partHeight = newHeight;
        partWidth = newWidth;
    }

    /** First row of the window. */
    public int top() {
        return top;
    }

    /** First column of the window. */
    public int left() {
        return left;
    }

    /** Rows of the window. */
    public int height() {
        return height;
    }

    /** Columns of the window. */
    public int width() {
        return width;
    }

    /**
     * Writes the chosen part at a new size.
     *
     * @param source an image that holds the window
     * @param target for each channel an array that gets {@code targetHeight x targetWidth} samples, 0..1, from index 0 on
     */
    public void resample(Image source, int targetHeight, int targetWidth, float[][] target) {
        resample(source, targetHeight, targetWidth, false, target);
    }

    /**
     * Writes the chosen part at a new size, mirrored left to right if asked.
     *
     * <p>Line by line: first a weighted sum of the source's lines, then that sum is resampled along the line. The sum is a
     * loop over whole arrays, which the JIT compiler turns into vector instructions; the second step is not, and so has to
     * see as few lines as possible, those of the target.
     *
     * @param source an image that holds the window
     * @param target for each channel an array that gets {@code targetHeight x targetWidth} samples, 0..1, from index 0 on
     */
    public void resample(Image source, int targetHeight, int targetWidth, boolean mirrored, float[][] target) {
        int channels = source.channels();
        columns.prepare(partLeft, partWidth, width, targetWidth, mirrored);
        rows.prepare(partTop, partHeight, height, targetHeight, false);
        int length = (columns.high() - columns.low()) * channels;
        reserve(rows.taps(), length + channels);
        int loaded = 0;
        for (int y = 0; y < targetHeight; y++) {
            int end = rows.first(y) + rows.count(y);
            for (int line = Math.max(loaded, rows.first(y)); line < end; line++) {
                load(source, line);
            }
            loaded = end;
            columns.line(rows.sum(y, lines, sum, length), channels, target, y * targetWidth);
        }
    }

    /** One line for each tap, and one for their sum. A pixel more than is loaded: it is read with a weight of 0. */
    private void reserve(int taps, int length) {
        if (lines.length < taps) {
            int known = lines.length;
            lines = Arrays.copyOf(lines, taps);
            Arrays.fill(lines, known, taps, new float[0]);
        }
        for (int i = 0; i < taps; i++) {
            lines[i] = lines[i].length < length ? new float[length] : lines[i];
        }
        sum = sum.length < length ? new float[length] : sum;
    }

    /** The samples that count of one line of the window. */
    private void load(Image source, int line) {
        int start = (top + line) * source.width() + left + columns.low();
        int length = columns.high() - columns.low();
        source.copyTo(start * source.channels(), length * source.channels(), lines[line % rows.taps()], 0);
    }
}
