package io.ssl4j.core.augment;

import io.ssl4j.core.random.RandomStream;

/** Mirrors the picture. */
public enum Flip implements ImageOperation {
    /** Left and right change places. */
    HORIZONTAL,
    /** Top and bottom change places. */
    VERTICAL;

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        if (this == HORIZONTAL) {
            horizontal(picture.samples(), picture.height(), picture.width(), picture.channels());
        } else {
            vertical(picture.samples(), picture.height(), picture.width() * picture.channels());
        }
    }

    private static void horizontal(float[] s, int height, int width, int channels) {
        for (int y = 0; y < height; y++) {
            int left = y * width * channels;
            int right = left + (width - 1) * channels;
            for (; left < right; left += channels, right -= channels) {
                for (int c = 0; c < channels; c++) {
                    float sample = s[left + c];
                    s[left + c] = s[right + c];
                    s[right + c] = sample;
                }
            }
        }
    }

    private static void vertical(float[] s, int height, int line) {
        int top = 0;
        int bottom = (height - 1) * line;
        for (; top < bottom; top += line, bottom -= line) {
            for (int k = 0; k < line; k++) {
                float sample = s[top + k];
                s[top + k] = s[bottom + k];
                s[bottom + k] = sample;
            }
        }
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
