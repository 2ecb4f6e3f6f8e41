package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;

/** Brings images to what an encoder takes. */
final class EncoderImages {

    private EncoderImages() {}

    /**
     * The images at the encoder's size: of others the largest centred part of its shape, resized.
     *
     * @throws IllegalArgumentException if they have another number of channels
     */
    static ImageSource fitted(ImageSource source, Encoder<Image> encoder) {
        ImageInput input = encoder.input();
        ImageResize resize = ImageResize.centerCrop(input.height(), input.width());
        source.test().ifPresent(images -> requireChannels(images, input));
        requireChannels(source.train(), input);
        return new ImageSource(
                source.format(), source.train().resized(resize), source.test().map(images -> images.resized(resize)));
    }

    private static void requireChannels(ImageDataset images, ImageInput input) {
        ImageShape shape = ImageShape.of(images.get(0));
        if (shape.channels() != input.channels()) {
            ImageShape wanted = new ImageShape(input.height(), input.width(), input.channels());
            throw new IllegalArgumentException(
                    "the encoder takes images of " + channels(input.channels()) + " (" + wanted
                            + "), the data has " + channels(shape.channels()) + " (" + shape
                            + "); for a folder of image files, --color gray gives 1 channel and --color rgb gives 3");
        }
    }

    private static String channels(int count) {
        return count == 1 ? "1 channel" : count + " channels";
    }
}
