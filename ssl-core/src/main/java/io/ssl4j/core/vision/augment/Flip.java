package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/** Mirrors the picture. */
public enum Flip implements ImageOperation {
    /** Swaps left and right. */
    HORIZONTAL,
    /** Swaps top and bottom. */
    VERTICAL;

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        for (int c = 0; c < picture.channels(); c++) {
            if (this == HORIZONTAL) {
                horizontal(picture.plane(c), picture.height(), picture.width());
            } else {
                vertical(picture, c);
            }
        }
    }

    private static void horizontal(float[] s, int height, int width) {
        for (int y = 0; y < height; y++) {
            int left = y * width;
            int right = left + width - 1;
            for (; left < right; left++, right--) {
                float sample = s[left];
                s[left] = s[right];
                s[right] = sample;
            }
        }
    }

    private static void vertical(ImageBuffer picture, int channel) {
        int width = picture.width();
        int height = picture.height();
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.plane(channel), (height - 1 - y) * width, picture.spare(), y * width, width);
        }
        picture.swap(channel);
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public String describe() {
        return this == HORIZONTAL ? "horizontal flip" : "vertical flip";
    }
}
