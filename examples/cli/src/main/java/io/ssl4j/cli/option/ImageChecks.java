package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFit;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.file.Path;

/** What images must be like, with the options that make them so. Data of other samples passes as it is. */
public final class ImageChecks {

    private ImageChecks() {}

    /** Training needs images of one shape: says which options make them so. */
    public static void requireOneShape(Dataset<?> data) {
        if (!(data instanceof ImageDataset images)) {
            return;
        }
        try {
            images.shape();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage() + "; here: --size HEIGHTxWIDTH and --color", e);
        }
    }

    /** Measuring needs training and test images of one shape. */
    public static void requireSameShape(Dataset<?> train, Dataset<?> test) {
        if (train instanceof ImageDataset images
                && test instanceof ImageDataset others
                && !images.shape().equals(others.shape())) {
            throw new IllegalArgumentException("training and test images must have one shape, got " + images.shape()
                    + " and " + others.shape() + "; bring them to one size with --size, for example --size 64x64");
        }
    }

    /** @throws IllegalArgumentException if the images are not of the shape that an encoder takes */
    static void requireShape(Dataset<?> data, Encoder<?> encoder, Path file) {
        if (!(data instanceof ImageDataset images) || !(encoder.input() instanceof ImageInput input)) {
            return;
        }
        ImageShape wanted = shape(input);
        if (!images.shape().equals(wanted)) {
            throw new IllegalArgumentException("the encoder in " + file + " takes images of " + wanted
                    + ", the data has images of " + images.shape() + "; give --size " + wanted.height() + "x"
                    + wanted.width()
                    + (wanted.channels() == images.shape().channels()
                            ? ""
                            : " and --color " + (wanted.channels() == 1 ? "gray" : "rgb")));
        }
    }

    /**
     * Images at an encoder's size: of others the largest centred part of its shape, resized.
     *
     * @throws IllegalArgumentException if they have another number of channels
     */
    @SuppressWarnings("unchecked")
    static <T> Dataset<T> fitted(Dataset<T> data, Encoder<T> encoder) {
        if (!(data instanceof ImageDataset images) || !(encoder.input() instanceof ImageInput input)) {
            return data;
        }
        requireChannels(images, input);
        return (Dataset<T>) images.resized(ImageResize.centerCrop(input.height(), input.width()));
    }

    private static void requireChannels(ImageDataset images, ImageInput input) {
        ImageFit.problem(images, input, true).ifPresent(problem -> {
            throw new IllegalArgumentException(
                    problem + "; convert the images, or train an encoder on images of these colours");
        });
    }

    private static ImageShape shape(ImageInput input) {
        return new ImageShape(input.height(), input.width(), input.channels());
    }
}
