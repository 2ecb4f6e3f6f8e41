package io.ssl4j.core.vision.image;

import java.util.Arrays;

/**
 * Resamples a part of an image to another size, directly from the image's samples: first choose the part, then call
 * {@link #resample}. The filter is bilinear, antialiased when shrinking (Pillow's {@code BILINEAR}, PyTorch's {@code
 * interpolate(mode="bilinear", antialias=True)}); any channel count. Arrays and weights are reused from one image to
 * the next, so that resampling allocates nothing once the largest part has been seen. For use by one thread at a time.
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

    /** Chooses a window that is treated as a separate image: samples outside it are not used. */
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
     * Chooses a part in the exact middle of an image, with fractional borders; samples outside it are used where the
     * filter reaches them (like the {@code box} of Pillow's {@code resize}).
     */
    public void centerPart(int sourceHeight, int sourceWidth, double newHeight, double newWidth) {
        window(0, 0, sourceHeight, sourceWidth);
        partTop = (sourceHeight - newHeight) / 2;
        partLeft = (sourceWidth - newWidth) / 2;
        partHeight = newHeight;
        partWidth = newWidth;
    }

    /** The first row of the window. */
    public int top() {
        return top;
    }

    /** The first column of the window. */
    public int left() {
        return left;
    }

    /** The number of rows of the window. */
    public int height() {
        return height;
    }

    /** The number of columns of the window. */
    public int width() {
        return width;
    }

    /**
     * Writes the chosen part at a new size.
     *
     * @param source an image that contains the window
     * @param target for each channel an array that receives {@code targetHeight x targetWidth} samples, 0..1, starting
     *     at index 0
     */
    public void resample(Image source, int targetHeight, int targetWidth, float[][] target) {
        resample(source, targetHeight, targetWidth, false, target);
    }

    /**
     * Writes the chosen part at a new size, mirrored left to right if requested.
     *
     * <p>This goes line by line: source lines are first combined into a weighted sum, and the sum is then resampled
     * along the line. The sum is a loop over whole arrays, which the JIT compiler vectorises. It cannot vectorise the
     * second step, which should therefore run on as few lines as possible, namely those of the target.
     *
     * @param source an image that contains the window
     * @param target for each channel an array that receives {@code targetHeight x targetWidth} samples, 0..1, starting
     *     at index 0
     */
    public void resample(Image source, int targetHeight, int targetWidth, boolean mirrored, float[][] target) {
        resample(source, targetHeight, targetWidth, mirrored, false, target);
    }

    /** As {@link #resample(Image, int, int, float[][])}, of the samples' values as they are stored. */
    void resampleValues(Image source, int targetHeight, int targetWidth, float[][] target) {
        resample(source, targetHeight, targetWidth, false, true, target);
    }

    private void resample(
            Image source, int targetHeight, int targetWidth, boolean mirrored, boolean stored, float[][] target) {
        int channels = source.channels();
        columns.prepare(partLeft, partWidth, width, targetWidth, mirrored);
        rows.prepare(partTop, partHeight, height, targetHeight, false);
        int length = (columns.high() - columns.low()) * channels;
        reserve(rows.taps(), length + channels);
        int loaded = 0;
        for (int y = 0; y < targetHeight; y++) {
            int end = rows.first(y) + rows.count(y);
            for (int line = Math.max(loaded, rows.first(y)); line < end; line++) {
                load(source, line, stored);
            }
            loaded = end;
            columns.line(rows.sum(y, lines, sum, length), channels, target, y * targetWidth);
        }
    }

    /**
     * Reserves one line for each tap, and one for their sum, each one pixel longer than what is loaded, because that
     * pixel is read with a weight of 0.
     */
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

    /** Loads the samples of one line of the window that have a weight. */
    private void load(Image source, int line, boolean stored) {
        int start = (top + line) * source.width() + left + columns.low();
        int length = columns.high() - columns.low();
        float[] to = lines[line % rows.taps()];
        if (stored) {
            source.copyValuesTo(start * source.channels(), length * source.channels(), to, 0);
        } else {
            source.copyTo(start * source.channels(), length * source.channels(), to, 0);
        }
    }
}
