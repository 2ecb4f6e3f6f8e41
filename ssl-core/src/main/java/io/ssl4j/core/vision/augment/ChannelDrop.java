package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.Preprocessing;
import java.util.Arrays;

/**
 * Sets one random channel to a constant; useful if channels are sensors or bands that may be missing.
 *
 * @param value the value of the dropped channel's samples
 */
public record ChannelDrop(float value) implements ImageOperation {

    public ChannelDrop {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("the value of a dropped channel must be finite, got " + value);
        }
    }

    /** The dropped channel becomes black. */
    public static ChannelDrop toZero() {
        return new ChannelDrop(0);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        Arrays.fill(picture.plane(random.nextInt(picture.channels())), 0, picture.pixels(), value);
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public void requireChannels(int channels) {
        if (channels < 2) {
            throw new IllegalArgumentException("channel drop needs pictures of at least 2 channels, got "
                    + Preprocessing.channels(channels) + ", of which nothing would be left; leave it out");
        }
    }

    @Override
    public String describe() {
        return "channel drop (value " + Require.number(value) + ")";
    }
}
