package io.ssl4j.core.vision.encoder;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The image encoders by name. */
public enum NamedImageEncoder {
    /** {@link ImageEncoders#resNetXs}: the default. */
    RESNET_XS("resnet-xs"),
    /** {@link ImageEncoders#tiny}. */
    TINY("tiny"),
    /** {@link ImageEncoders#tinyPlain}. */
    TINY_PLAIN("tiny-plain"),
    /** {@link ImageEncoders#resNetS}. */
    RESNET_S("resnet-s"),
    /** {@link ImageEncoders#resNet18}. */
    RESNET18("resnet18"),
    /** {@link ImageEncoders#resNet50}. */
    RESNET50("resnet50");

    /** The image size from which the ImageNet stem is used: it would leave smaller images with too few positions. */
    private static final int LARGE = 128;

    /** The side of the images that small encoders are commonly trained on (STL-10, Tiny ImageNet: 96 and 64). */
    private static final int ENOUGH_SMALL = 64;

    /** The side that the large encoders were designed for (ImageNet). */
    private static final int ENOUGH_LARGE = 224;

    private final String text;

    NamedImageEncoder(String text) {
        this.text = text;
    }

    /** Makes the encoder; the width is used if the architecture has one. */
    public Encoder<Image> create(ImageInput input, int width, long seed) {
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

    /** Returns a warning if images of this shape make training much slower than necessary. */
    public Optional<String> remark(ImageInput shape) {
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

    /** Returns the encoder of this name, in upper or lower case. */
    public static NamedImageEncoder named(String name) {
        for (NamedImageEncoder choice : values()) {
            if (choice.text.equalsIgnoreCase(name)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("an image encoder must be one of " + names() + ", got '" + name + "'");
    }

    /** The names, the default first. */
    public static List<String> names() {
        return Stream.of(values()).map(NamedImageEncoder::toString).toList();
    }

    /**
     * The names of the encoders that take images of any size once they are made, the default first: {@link #RESNET_XS}
     * pools over quarters of a fixed size, and {@link #RESNET_S} is the next in size.
     */
    public static List<String> namesOfAnySize() {
        return Stream.concat(Stream.of(RESNET_S), Stream.of(values()).filter(each -> each != RESNET_S))
                .filter(each -> each != RESNET_XS)
                .map(NamedImageEncoder::toString)
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
