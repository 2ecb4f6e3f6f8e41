package io.ssl4j.core.data;

/**
 * Brings a part of an image to another size, reading the image's own samples: first choose the part, then
 * {@link #resample}. The filter is bilinear, antialiased when shrinking (Pillow's {@code BILINEAR}, PyTorch's
 * {@code interpolate(mode="bilinear", antialias=True)}); any channel count. Keeps its arrays and weights from one image
 * to the next, so that resampling allocates nothing once the largest part was seen. For use by one thread at a time.
 */
public final class ImageResampler {

    private final ResampleAxis columns = new ResampleAxis();
    private final ResampleAxis rows = new ResampleAxis();
    private float[] line = new float[0];
    private float[] strip = new float[0];

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
     * @param target gets {@code targetHeight x targetWidth x channels} samples from index 0 on, 0..1, interleaved
     */
    public void resample(Image source, int targetHeight, int targetWidth, float[] target) {
        int channels = source.channels();
        int lineLength = targetWidth * channels;
        columns.prepare(partLeft, partWidth, width, targetWidth);
        rows.prepare(partTop, partHeight, height, targetHeight);
        if (line.length < width * channels) {
            line = new float[width * channels];
        }
        if (strip.length < height * lineLength) {
            strip = new float[height * lineLength];
        }
        int begin = columns.low() * channels;
        int length = columns.high() * channels - begin;
        for (int y = rows.low(); y < rows.high(); y++) {
            int start = ((top + y) * source.width() + left) * channels;
            source.copyTo(start + begin, length, line, begin);
            columns.line(line, channels, strip, y * lineLength);
        }
        rows.lines(strip, lineLength, target);
    }
}
