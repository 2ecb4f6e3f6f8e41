package io.ssl4j.core.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Brings images of any size to one size, with an antialiased bilinear filter (the filter of {@code BILINEAR} in Pillow
 * and of {@code interpolate(mode="bilinear", antialias=True)} in PyTorch). Works for any channel count; an image of the
 * right size is returned as it is.
 *
 * @param height rows of the result
 * @param width columns of the result
 * @param fit what happens to an image of other proportions
 */
public record ImageResize(int height, int width, Fit fit) {

    /** What happens to an image whose proportions are not those of the result. */
    public enum Fit {
        /** The largest centred part with the result's proportions is taken; objects keep their proportions. */
        CENTER_CROP,
        /** The whole image is kept and stretched. */
        STRETCH
    }

    public ImageResize {
        Objects.requireNonNull(fit, "fit");
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a resize needs height and width of at least 1, got " + height + " x " + width);
        }
    }

    /** The largest centred part with the result's proportions, scaled. */
    public static ImageResize centerCrop(int height, int width) {
        return new ImageResize(height, width, Fit.CENTER_CROP);
    }

    /** The whole image, stretched. */
    public static ImageResize stretch(int height, int width) {
        return new ImageResize(height, width, Fit.STRETCH);
    }

    /**
     * The image at the new size.
     *
     * @param image height x width x channels
     * @return an image of this size, with the channel count and sample type of the given one
     */
    public Image apply(Image image) {
        if (image.height() == height && image.width() == width) {
            return image;
        }
        double regionHeight = image.height();
        double regionWidth = image.width();
        if (fit == Fit.CENTER_CROP) {
            double scale = Math.min(regionHeight / height, regionWidth / width);
            regionHeight = height * scale;
            regionWidth = width * scale;
        }
        ResampleFilter rows =
                ResampleFilter.of((image.height() - regionHeight) / 2, regionHeight, image.height(), height);
        ResampleFilter columns =
                ResampleFilter.of((image.width() - regionWidth) / 2, regionWidth, image.width(), width);
        float[] samples = new float[Math.multiplyExact(Math.multiplyExact(height, width), image.channels())];
        resample(image, rows, columns, samples);
        if (image.sampleType() == Image.SampleType.FLOAT32) {
            return Image.ofFloats(height, width, image.channels(), samples);
        }
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(samples[i] * 255)));
        }
        return Image.ofBytes(height, width, image.channels(), bytes);
    }

    private void resample(Image image, ResampleFilter rows, ResampleFilter columns, float[] target) {
        int channels = image.channels();
        int sourceRow = image.width() * channels;
        float[] row = new float[sourceRow];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < rows.taps(y); k++) {
                addRow(image, rows.first(y) + k, rows.weight(y, k), row);
            }
            for (int x = 0; x < width; x++) {
                int to = (y * width + x) * channels;
                for (int k = 0; k < columns.taps(x); k++) {
                    float weight = columns.weight(x, k);
                    int from = (columns.first(x) + k) * channels;
                    for (int c = 0; c < channels; c++) {
                        target[to + c] += weight * row[from + c];
                    }
                }
            }
        }
    }

    private static void addRow(Image image, int y, float weight, float[] sum) {
        int from = y * sum.length;
        if (image.sampleType() == Image.SampleType.FLOAT32) {
            float[] source = image.floats();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * source[from + i];
            }
        } else {
            byte[] source = image.bytes();
            float scale = weight / 255;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += scale * (source[from + i] & 0xFF);
            }
        }
    }
}
