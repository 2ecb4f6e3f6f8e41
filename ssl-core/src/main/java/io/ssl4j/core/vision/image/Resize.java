package io.ssl4j.core.vision.image;

import io.ssl4j.core.random.RandomStream;
import java.util.Objects;

/**
 * Shows the whole image, or its largest centred part with the view's proportions, at the view's size: bilinear,
 * antialiased when shrinking. It makes no random choices.
 *
 * @param size the view's size, and the treatment of an image of another shape
 */
public record Resize(ImageResize size) implements Framing {

    public Resize {
        Objects.requireNonNull(size, "size");
    }

    /** Shows the whole image, stretched if its proportions differ. */
    public static Resize stretch(int height, int width) {
        return new Resize(ImageResize.stretch(height, width));
    }

    /** Shows the largest centred part with the view's proportions. */
    public static Resize centerCrop(int height, int width) {
        return new Resize(ImageResize.centerCrop(height, width));
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public int width() {
        return size.width();
    }

    @Override
    public void apply(Image source, ImageBuffer target, RandomStream random) {
        target.reshape(height(), width(), source.channels());
        size.apply(source, target.resampler(), target.planes());
    }

    @Override
    public String describe() {
        boolean cropped = size.fit() == ImageResize.Fit.CENTER_CROP;
        return "resize to " + height() + " x " + width() + (cropped ? " of the centre" : "");
    }
}
