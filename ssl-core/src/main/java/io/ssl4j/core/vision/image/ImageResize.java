package io.ssl4j.core.vision.image;

import java.util.Objects;

/**
 * Resizes images of any size to one size, with an antialiased bilinear filter (the filter of {@code BILINEAR} in Pillow
 * and of {@code interpolate(mode="bilinear", antialias=True)} in PyTorch). Works for any channel count; an image that
 * already has this size is returned unchanged.
 *
 * @param height the rows of the result
 * @param width the columns of the result
 * @param fit the treatment of an image of other proportions
 */
public record ImageResize(int height, int width, Fit fit) {

    /** The treatment of an image whose proportions are not those of the result. */
    public enum Fit {
        /** Crops the largest centred part with the result's proportions; objects keep their proportions. */
        CENTER_CROP,
        /** Keeps the whole image and stretches it. */
        STRETCH
    }

    public ImageResize {
        Objects.requireNonNull(fit, "fit");
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a resize needs height and width of at least 1, got " + height + " x " + width);
        }
    }

    /** Scales the largest centred part with the result's proportions. */
    public static ImageResize centerCrop(int height, int width) {
        return new ImageResize(height, width, Fit.CENTER_CROP);
    }

    /** Stretches the whole image. */
    public static ImageResize stretch(int height, int width) {
        return new ImageResize(height, width, Fit.STRETCH);
    }

    /**
     * Returns the image at the new size.
     *
     * @param image height x width x channels
     * @return an image of this size, with the channel count and sample type of the given one
     */
    public Image apply(Image image) {
        if (image.height() == height && image.width() == width) {
            return image;
        }
        int pixels = Math.multiplyExact(height, width);
        int length = Math.multiplyExact(pixels, image.channels());
        float[][] planes = new float[image.channels()][pixels];
        apply(image, new ImageResampler(), planes);
        return switch (image.sampleType()) {
            case UINT8 -> {
                byte[] bytes = new byte[length];
                Planes.interleave(planes, planes.length, pixels, bytes);
                yield Image.ofBytes(height, width, image.channels(), bytes);
            }
            case UINT16 -> {
                short[] shorts = new short[length];
                Planes.interleave(planes, planes.length, pixels, shorts);
                yield Image.ofShorts(height, width, image.channels(), shorts);
            }
            case FLOAT32 -> {
                float[] samples = new float[length];
                Planes.interleave(planes, planes.length, pixels, samples);
                yield Image.ofFloats(height, width, image.channels(), samples);
            }
        };
    }

    /**
     * Writes the image at the new size, without allocating arrays.
     *
     * @param image height x width x channels
     * @param resampler does the work; its chosen part is overwritten
     * @param target for each channel an array that receives {@code height x width} samples, 0..1, starting at index 0
     */
    public void apply(Image image, ImageResampler resampler, float[][] target) {
        double partHeight = image.height();
        double partWidth = image.width();
        if (fit == Fit.CENTER_CROP) {
            double scale = Math.min(partHeight / height, partWidth / width);
            partHeight = height * scale;
            partWidth = width * scale;
        }
        resampler.centerPart(image.height(), image.width(), partHeight, partWidth);
        resampler.resample(image, height, width, target);
    }
}
