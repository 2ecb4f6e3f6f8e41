package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Arrays;

/**
 * Crops a random window of the view's size from the image padded with black on all sides, which is a random shift
 * without resampling. The usual crop in small-image classification (He et al. 2015, arXiv 1512.03385, section 4.2).
 *
 * @param height rows of the view
 * @param width columns of the view
 * @param padding black pixels added on each side, at least 0
 */
public record RandomPaddedCrop(int height, int width, int padding) implements Framing {

    public RandomPaddedCrop {
        Require.size("a random crop", height, width);
        if (padding < 0) {
            throw new IllegalArgumentException("the padding of a random crop must be at least 0, got " + padding);
        }
    }

    @Override
    public void apply(Image source, ImageBuffer target, RandomStream random) {
        int rowsLeft = source.height() + 2 * padding - height;
        int columnsLeft = source.width() + 2 * padding - width;
        if (rowsLeft < 0 || columnsLeft < 0) {
            throw new IllegalArgumentException("a random crop of " + height + " x " + width
                    + " needs an image at least as large after padding by " + padding + ", got " + source.shape()
                    + "; pad more or use a random resized crop");
        }
        int top = random.nextInt(rowsLeft + 1) - padding;
        int left = random.nextInt(columnsLeft + 1) - padding;
        int channels = source.channels();
        target.reshape(height, width, channels);
        for (int c = 0; c < channels; c++) {
            Arrays.fill(target.plane(c), 0, target.pixels(), 0);
        }
        int begin = Math.max(0, -left);
        int end = Math.min(width, source.width() - left);
        int first = Math.max(0, -top);
        int last = Math.min(height, source.height() - top);
        if (begin < end && first < last) {
            int offset = first * width + begin;
            source.copyTo(first + top, begin + left, last - first, end - begin, target.planes(), offset, width);
        }
    }

    @Override
    public String describe() {
        return "random crop of " + height + " x " + width + " after padding by " + padding;
    }
}
