package io.ssl4j.core.augment;

import io.ssl4j.core.data.Image;
import io.ssl4j.core.random.RandomStream;

/**
 * The whole image, or its largest centred part of the view's shape, at the view's size: bilinear, antialiased when
 * shrinking. Draws nothing.
 *
 * @param height rows of the view
 * @param width columns of the view
 * @param keepAspect whether the centre is cut out so that shapes are kept; otherwise the whole image is stretched
 */
public record Resize(int height, int width, boolean keepAspect) implements Framing {

    public Resize {
        Checks.size("a resize", height, width);
    }

    /** The whole image, stretched where its shape differs. */
    public static Resize stretch(int height, int width) {
        return new Resize(height, width, false);
    }

    /** The largest centred part of the view's shape. */
    public static Resize centerCrop(int height, int width) {
        return new Resize(height, width, true);
    }

    @Override
    public void apply(Image source, ImageBuffer target, RandomStream random) {
        int cropHeight = source.height();
        int cropWidth = source.width();
        if (keepAspect) {
            double scale = Math.min((double) cropHeight / height, (double) cropWidth / width);
            cropHeight = Math.max(1, (int) Math.rint(scale * height));
            cropWidth = Math.max(1, (int) Math.rint(scale * width));
        }
        target.reshape(height, width, source.channels());
        target.resampler().centerWindow(source.height(), source.width(), cropHeight, cropWidth);
        target.resampler().resample(source, target);
    }

    @Override
    public String describe() {
        return "resize to " + height + " x " + width + (keepAspect ? " of the centre" : "");
    }
}
