package io.ssl4j.core.vision.dl4j;

import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layout of images in arrays, for importing them from DL4J and DataVec:
 *
 * <pre>{@code
 * ArrayFormat mnist = ArrayFormat.nchw(new ImageShape(28, 28, 1), 1);          // rows of 784 floats in 0..1
 * LabeledImageDataset digits = DataSetImages.readLabeled(iterator, mnist);
 * }</pre>
 *
 * @param shape the shape of every image
 * @param order the order of one image, [channels, height, width] or [height, width, channels], also in flat rows
 * @param full the value of full intensity, by which samples are divided: 1 for samples in 0..1, 255 for samples in
 *     0..255. Other preprocessing at the source (such as a subtracted mean) is not undone
 */
public record ArrayFormat(ImageShape shape, ChannelOrder order, float full) {

    private static final float BYTE_FULL = 255;

    public ArrayFormat {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(order, "order");
        if (!(full > 0 && full < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the value of full must be above 0, 1 or 255 as a rule, got " + full);
        }
    }

    /**
     * Channels first, DL4J's usual order: [images, channels, height, width], or [images, channels * height * width].
     */
    public static ArrayFormat nchw(ImageShape shape, float full) {
        return new ArrayFormat(shape, ChannelOrder.NCHW, full);
    }

    /** Channels last: [images, height, width, channels], or [images, height * width * channels]. */
    public static ArrayFormat nhwc(ImageShape shape, float full) {
        return new ArrayFormat(shape, ChannelOrder.NHWC, full);
    }

    private int length() {
        return Math.multiplyExact(Math.multiplyExact(shape.height(), shape.width()), shape.channels());
    }

    /** Returns an array of images, of rank 2 or 4, as rows. */
    float[][] rows(INDArray images, String what) {
        long[] expected = order == ChannelOrder.NCHW
                ? new long[] {images.size(0), shape.channels(), shape.height(), shape.width()}
                : new long[] {images.size(0), shape.height(), shape.width(), shape.channels()};
        boolean flat = images.rank() == 2 && images.size(1) == length();
        if (!flat && !Arrays.equals(images.shape(), expected)) {
            throw new IllegalArgumentException(what + " must have the shape " + Arrays.toString(expected) + " ("
                    + order + ") or [" + images.size(0) + ", " + length() + "] for images of " + shape + ", got "
                    + Arrays.toString(images.shape()) + "; give the format that the arrays have");
        }
        float[][] rows = new float[(int) images.size(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = images.slice(i).castTo(DataType.FLOAT).dup('c').data().asFloat();
        }
        return rows;
    }

    /** Returns the image of a row: with bytes if full is 255 and this is lossless, else with floats. */
    Image image(float[] row, String what) {
        if (row.length != length()) {
            throw new IllegalArgumentException(
                    what + " must have " + length() + " samples for an image of " + shape + ", got " + row.length);
        }
        float[] samples = interleaved(row);
        if (full == BYTE_FULL && areBytes(samples)) {
            byte[] bytes = new byte[samples.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (int) samples[i];
            }
            return Image.ofBytes(shape.height(), shape.width(), shape.channels(), bytes);
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] /= full;
        }
        try {
            return Image.ofFloats(shape.height(), shape.width(), shape.channels(), samples);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    private static boolean areBytes(float[] samples) {
        for (float sample : samples) {
            if (!(sample >= 0 && sample <= BYTE_FULL && sample == (int) sample)) {
                return false;
            }
        }
        return true;
    }

    private float[] interleaved(float[] row) {
        int channels = shape.channels();
        int pixels = shape.height() * shape.width();
        if (order == ChannelOrder.NHWC || channels == 1) {
            return row.clone();
        }
        float[] samples = new float[row.length];
        for (int c = 0; c < channels; c++) {
            for (int p = 0; p < pixels; p++) {
                samples[p * channels + c] = row[c * pixels + p];
            }
        }
        return samples;
    }
}
