package io.ssl4j.core.data;

import java.util.Objects;
import java.util.Optional;

/**
 * How the image files of a folder or manifest are read.
 *
 * @param color the channels of every image
 * @param resize the size of every image, or empty to keep each one's own
 * @param unreadable what to do about files that cannot be read
 */
public record ImageFolderOptions(ColorMode color, Optional<ImageResize> resize, Unreadable unreadable) {

    public ImageFolderOptions {
        Objects.requireNonNull(color, "color");
        Objects.requireNonNull(resize, "resize");
        Objects.requireNonNull(unreadable, "unreadable");
    }

    /** RGB, each image at its own size, unreadable files refused. */
    public static ImageFolderOptions defaults() {
        return new ImageFolderOptions(ColorMode.RGB, Optional.empty(), Unreadable.FAIL);
    }

    public ImageFolderOptions withColor(ColorMode newColor) {
        return new ImageFolderOptions(newColor, resize, unreadable);
    }

    /** Every image at one size; of images with other proportions the largest centred part is taken. */
    public ImageFolderOptions withResize(int height, int width) {
        return withResize(ImageResize.centerCrop(height, width));
    }

    public ImageFolderOptions withResize(ImageResize newResize) {
        return new ImageFolderOptions(color, Optional.of(newResize), unreadable);
    }

    public ImageFolderOptions withUnreadable(Unreadable newUnreadable) {
        return new ImageFolderOptions(color, resize, newUnreadable);
    }
}
