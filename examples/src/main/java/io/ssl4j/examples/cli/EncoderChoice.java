package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** The encoders by name. */
enum EncoderChoice {
    TINY("tiny"),
    TINY_PLAIN("tiny-plain"),
    RESNET_XS("resnet-xs"),
    RESNET_S("resnet-s"),
    RESNET18("resnet18"),
    RESNET50("resnet50");

    /** From this size on the ImageNet stem is taken: smaller images would be left with too few positions. */
    private static final int LARGE = 128;

    /** The side of the images that a small encoder is commonly trained on (STL-10, Tiny ImageNet: 96 and 64). */
    private static final int ENOUGH_SMALL = 64;

    /** The side that the large ones were made for (ImageNet). */
    private static final int ENOUGH_LARGE = 224;

    private final String text;

    EncoderChoice(String text) {
        this.text = text;
    }

    Encoder<Image> create(ImageInput input, int width, long seed) {
        ImageEncoders.Stem stem = Math.min(input.height(), input.width()) < LARGE
                ? ImageEncoders.Stem.SMALL_IMAGE
                : ImageEncoders.Stem.IMAGENET;
        return switch (this) {
            case TINY -> ImageEncoders.tiny(input, seed);
            case TINY_PLAIN -> ImageEncoders.tinyPlain(input, seed);
            case RESNET_XS -> ImageEncoders.resNetXs(input, seed);
            case RESNET_S -> ImageEncoders.resNetS(input, width, seed);
            case RESNET18 -> ImageEncoders.resNet18(input, stem, seed);
            case RESNET50 -> ImageEncoders.resNet50(input, stem, seed);
        };
    }

    /** A word of warning where images of this shape make the training much slower than it need be. */
    Optional<String> remark(ImageShape shape) {
        int enough = this == RESNET18 || this == RESNET50 ? ENOUGH_LARGE : ENOUGH_SMALL;
        long pixels = (long) shape.height() * shape.width();
        double ratio = (double) pixels / (enough * enough);
        if (ratio <= 2) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%d x %d pixels are many for %s; with --size %dx%d the run takes about 1/%.0f of the time and memory",
                shape.height(),
                shape.width(),
                text,
                enough,
                enough,
                ratio));
    }

    /** The encoder of a name, in any case. */
    static EncoderChoice of(String name) {
        for (EncoderChoice choice : values()) {
            if (choice.text.equalsIgnoreCase(name)) {
                return choice;
            }
        }
        throw new TypeConversionException(
                "must be one of " + List.of(values()).toString().replaceAll("[\\[\\]]", "") + ", got '" + name + "'");
    }

    @Override
    public String toString() {
        return text;
    }
}
