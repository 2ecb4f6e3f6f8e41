package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.Preprocessing;

/**
 * Removes the colour: every channel becomes the pixel's luma (RGB) or, if that is allowed, the mean of its channels. A
 * single channel is not changed.
 */
public enum Grayscale implements ImageOperation {
    /** RGB to luma; other channel counts above 1 are rejected. */
    LUMA,
    /** RGB to luma; other channel counts to the channel mean. */
    ANY_CHANNELS;

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        ColorOperations.grayscale(picture);
    }

    @Override
    public void requireChannels(int channels) {
        if (this == LUMA && channels != 3 && channels != 1) {
            throw new IllegalArgumentException("grayscale by luma needs RGB pictures of 3 channels, got "
                    + Preprocessing.channels(channels)
                    + "; leave it out (gray=off), use Grayscale.ANY_CHANNELS for the channel mean, or the recipe's"
                    + " adaptedTo(input)");
        }
    }

    @Override
    public String describe() {
        return this == LUMA ? "grayscale" : "grayscale (channel mean)";
    }
}
