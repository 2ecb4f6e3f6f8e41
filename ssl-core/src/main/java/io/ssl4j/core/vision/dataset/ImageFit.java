package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds images that an encoder does not take before any of them is loaded. Shapes that are known without decoding are
 * all looked at; of other data sets the first image, and more of them only if it does not fit.
 */
public final class ImageFit {

    /** The most images that are decoded to find out how many do not fit. */
    private static final int MOST_DECODED = 1000;

    private final ImageStore store;
    private final ImageInput input;
    private final boolean anySize;

    private ImageFit(ImageStore store, ImageInput input, boolean anySize) {
        this.store = store;
        this.input = input;
        this.anySize = anySize;
    }

    /**
     * Requires images to have the channels of an input, and its size.
     *
     * @param anySize whether images of another size are taken, because they are cropped or resized later
     * @throws IllegalArgumentException if some do not; the message says how many
     */
    public static void require(Dataset<Image> data, ImageInput input, boolean anySize) {
        problem(data, input, anySize).ifPresent(problem -> {
            throw new IllegalArgumentException(problem + "; " + remedy(input, anySize));
        });
    }

    private static String remedy(ImageInput input, boolean anySize) {
        String read = "read image files with ImageFolderOptions.of(input)";
        return anySize
                ? read + ", or build an encoder for these images"
                : read + ", or resize the data set: images.resized(" + input.height() + ", " + input.width() + ")";
    }

    /** What does not fit, as the first part of a message; empty if nothing is known that does not. */
    public static Optional<String> problem(Dataset<Image> data, ImageInput input, boolean anySize) {
        ImageStore store = ImageDataset.of(data).store();
        return store.size() == 0 ? Optional.empty() : new ImageFit(store, input, anySize).problem();
    }

    private Optional<String> problem() {
        Optional<ImageShape> uniform = store.uniformShape();
        if (uniform.isPresent()) {
            return fits(uniform.get()) ? Optional.empty() : Optional.of(all(store.size(), uniform.get()));
        }
        if (anySize && store.uniformChannels().isPresent()) {
            if (store.uniformChannels().getAsInt() == input.channels()) {
                return Optional.empty();
            }
        } else if (!store.knowsShapes() && fits(0)) {
            return Optional.empty();
        }
        int looked = store.knowsShapes() ? store.size() : Math.min(store.size(), MOST_DECODED);
        int[] misfits =
                IntStream.range(0, looked).parallel().filter(i -> !fits(i)).toArray();
        return misfits.length == 0 ? Optional.empty() : Optional.of(some(misfits, looked));
    }

    private boolean fits(ImageShape shape) {
        return shape.channels() == input.channels()
                && (anySize || shape.height() == input.height() && shape.width() == input.width());
    }

    /** An image that cannot be read is none of this check's business: whoever reads it says so. */
    private boolean fits(int index) {
        try {
            return fits(store.shape(index));
        } catch (RuntimeException e) {
            return true;
        }
    }

    private String some(int[] misfits, int looked) {
        ImageShape first = store.shape(misfits[0]);
        Predicate<ImageShape> alike = shape -> anySize || shape.channels() != input.channels()
                ? shape.channels() == first.channels()
                : shape.equals(first);
        if (misfits.length == looked && IntStream.of(misfits).allMatch(i -> alike.test(store.shape(i)))) {
            return all(looked, first);
        }
        return misfits.length + " of " + looked + " images do not fit: the encoder takes " + takes()
                + ", the first that differs is image " + misfits[0] + " (" + store.name(misfits[0]) + ") of " + first;
    }

    private String all(int looked, ImageShape shape) {
        String images = looked == store.size() ? "all " + looked + " images" : "all of the first " + looked + " images";
        return shape.channels() != input.channels()
                ? images + " are " + color(shape.channels()) + ", the encoder takes " + takes()
                : images + " are " + shape + ", the encoder takes " + takes();
    }

    private String takes() {
        return anySize
                ? color(input.channels())
                : input.height() + " x " + input.width() + " x " + input.channels() + ", " + color(input.channels());
    }

    private static String color(int channels) {
        return switch (channels) {
            case 1 -> "gray (1 channel)";
            case 2 -> "gray and alpha (2 channels)";
            case 3 -> "RGB (3 channels)";
            case 4 -> "RGB and alpha (4 channels)";
            default -> "of " + channels + " channels";
        };
    }
}
