package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.Objects;
import java.util.Optional;

/**
 * Options for reading the image files of a folder or manifest.
 *
 * @param color the channels of every image
 * @param resize the size of every image, or empty to keep the original sizes
 * @param unreadable the treatment of files that cannot be read
 */
public record ImageFolderOptions(ColorMode color, Optional<ImageResize> resize, Unreadable unreadable) {

    public ImageFolderOptions {
        Objects.requireNonNull(color, "color");
        Objects.requireNonNull(resize, "resize");
        Objects.requireNonNull(unreadable, "unreadable");
    }

    /** RGB, original sizes, unreadable files are rejected. */
    public static ImageFolderOptions defaults() {
        return new ImageFolderOptions(ColorMode.RGB, Optional.empty(), Unreadable.FAIL);
    }

    /**
     * Options for an encoder's input: its channels and its size, cropping images with other proportions to the largest
     * centred part.
     *
     * @throws IllegalArgumentException if the input has neither 1 channel nor 3
     */
    public static ImageFolderOptions of(ImageInput input) {
        if (input.channels() != 1 && input.channels() != 3) {
            throw new IllegalArgumentException(
                    "image files are read with 1 channel (gray) or 3 (RGB), but the encoder takes " + input.channels()
                            + "; use withColor(ColorMode.AS_STORED) for files that have so many");
        }
        return defaults()
                .withColor(input.channels() == 1 ? ColorMode.GRAY : ColorMode.RGB)
                .withResize(input.height(), input.width());
    }

    /** The shape that every image has with these options; empty if it depends on the file. */
    Optional<ImageShape> uniformShape() {
        int channels = color.channels();
        return channels == 0
                ? Optional.empty()
                : resize.map(size -> new ImageShape(size.height(), size.width(), channels));
    }

    public ImageFolderOptions withColor(ColorMode newColor) {
        return new ImageFolderOptions(newColor, resize, unreadable);
    }

    /** Resizes every image to one size, cropping images with other proportions to the largest centred part. */
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
