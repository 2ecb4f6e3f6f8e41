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
        float[][] planes = new float[image.channels()][pixels];
        ImageResampler resampler = new ImageResampler();
        choosePart(image, resampler);
        resampler.resampleValues(image, height, width, planes);
        Image resized = Image.ofPlanes(height, width, image.sampleType(), planes);
        return image.range().map(resized::withRange).orElse(resized);
    }

    /**
     * Writes the image at the new size, without allocating arrays.
     *
     * @param image height x width x channels
     * @param resampler does the work; its chosen part is overwritten
     * @param target for each channel an array that receives {@code height x width} samples, 0..1, starting at index 0
     */
    public void apply(Image image, ImageResampler resampler, float[][] target) {
        choosePart(image, resampler);
        resampler.resample(image, height, width, target);
    }

    private void choosePart(Image image, ImageResampler resampler) {
        double partHeight = image.height();
        double partWidth = image.width();
        if (fit == Fit.CENTER_CROP) {
            double scale = Math.min(partHeight / height, partWidth / width);
            partHeight = height * scale;
            partWidth = width * scale;
        }
        resampler.centerPart(image.height(), image.width(), partHeight, partWidth);
    }
}
