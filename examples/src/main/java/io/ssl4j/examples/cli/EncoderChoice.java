package io.ssl4j.examples.cli;

import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.Encoders;

/** The encoders by name. */
enum EncoderChoice {
    TINY("tiny"),
    RESNET_XS("resnet-xs"),
    RESNET_S("resnet-s"),
    RESNET18("resnet18"),
    RESNET50("resnet50");

    /** From this size on the ImageNet stem is taken: smaller images would be left with too few positions. */
    private static final int LARGE = 128;

    private final String text;

    EncoderChoice(String text) {
        this.text = text;
    }

    Encoder create(ImageInput input, int width, long seed) {
        Encoders.Stem stem =
                Math.min(input.height(), input.width()) < LARGE ? Encoders.Stem.SMALL_IMAGE : Encoders.Stem.IMAGENET;
        return switch (this) {
            case TINY -> Encoders.tiny(input, seed);
            case RESNET_XS -> Encoders.resNetXs(input, seed);
            case RESNET_S -> Encoders.resNetS(input, width, seed);
            case RESNET18 -> Encoders.resNet18(input, stem, seed);
            case RESNET50 -> Encoders.resNet50(input, stem, seed);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
