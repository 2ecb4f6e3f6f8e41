package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageResampler;

/**
 * Crops a random part of the image, of random area and shape, and resizes it to the view's size (Szegedy et al. 2014,
 * arXiv 1409.4842, section 6). The same as torchvision's {@code RandomResizedCrop}: the area is uniform in {@code
 * scale} of the image's area, the shape (width / height) log-uniform in {@code ratio}, both redrawn up to ten times
 * until the part fits; if none does, the largest centred part whose shape lies in {@code ratio} is used. Bilinear,
 * antialiased when shrinking.
 *
 * @param height rows of the view
 * @param width columns of the view
 * @param scaleMin smallest part of the area, at least 1e-6
 * @param scaleMax largest part of the area, at most 1
 * @param ratioMin smallest width / height, at least 1e-3
 * @param ratioMax largest width / height, at most 1e3
 */
public record RandomResizedCrop(
        int height, int width, double scaleMin, double scaleMax, double ratioMin, double ratioMax) implements Framing {

    private static final int TRIES = 10;

    public RandomResizedCrop {
        Require.size("a random resized crop", height, width);
        Require.range("the scale of a random resized crop", scaleMin, scaleMax, 1e-6, 1);
        Require.range("the ratio of a random resized crop", ratioMin, ratioMax, 1e-3, 1e3);
    }

    /** Scale 0.08..1, ratio 3/4..4/3: torchvision's defaults. */
    public static RandomResizedCrop of(int height, int width) {
        return new RandomResizedCrop(height, width, 0.08, 1, 3 / 4.0, 4 / 3.0);
    }

    public RandomResizedCrop withScale(double min, double max) {
        return new RandomResizedCrop(height, width, min, max, ratioMin, ratioMax);
    }

    public RandomResizedCrop withRatio(double min, double max) {
        return new RandomResizedCrop(height, width, scaleMin, scaleMax, min, max);
    }

    @Override
    public void apply(Image source, ImageBuffer target, RandomStream random) {
        applyAndFlip(source, target, random, 0);
    }

    /**
     * Crops and then flips horizontally with a given probability; a mirrored crop costs no more than an unmirrored one.
     */
    void applyAndFlip(Image source, ImageBuffer target, RandomStream random, double flip) {
        target.reshape(height, width, source.channels());
        choose(source.height(), source.width(), target.resampler(), random);
        boolean mirrored = ImageAugmentation.happens(flip, random);
        target.resampler().resample(source, height, width, mirrored, target.planes());
    }

    /** Chooses the window for an image of a given size. */
    void choose(int sourceHeight, int sourceWidth, ImageResampler resampler, RandomStream random) {
        double area = (double) sourceHeight * sourceWidth;
        double logMin = Math.log(ratioMin);
        double logMax = Math.log(ratioMax);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double part = area * (scaleMin + (scaleMax - scaleMin) * random.nextDouble());
            double ratio = Math.exp(logMin + (logMax - logMin) * random.nextDouble());
            int w = (int) Math.rint(Math.sqrt(part * ratio));
            int h = (int) Math.rint(Math.sqrt(part / ratio));
            if (w > 0 && w <= sourceWidth && h > 0 && h <= sourceHeight) {
                int top = random.nextInt(sourceHeight - h + 1);
                int left = random.nextInt(sourceWidth - w + 1);
                resampler.window(top, left, h, w);
                return;
            }
        }
        largestCenter(sourceHeight, sourceWidth, resampler);
    }

    private void largestCenter(int sourceHeight, int sourceWidth, ImageResampler resampler) {
        int h = sourceHeight;
        int w = sourceWidth;
        double ratio = (double) w / h;
        if (ratio < ratioMin) {
            h = Math.max(1, (int) Math.rint(w / ratioMin));
        } else if (ratio > ratioMax) {
            w = Math.max(1, (int) Math.rint(h * ratioMax));
        }
        resampler.centerWindow(sourceHeight, sourceWidth, h, w);
    }

    @Override
    public String describe() {
        return "random resized crop to " + height + " x " + width + " (scale " + Require.number(scaleMin) + ".."
                + Require.number(scaleMax) + ", ratio " + Require.number(ratioMin) + ".." + Require.number(ratioMax)
                + ")";
    }
}
