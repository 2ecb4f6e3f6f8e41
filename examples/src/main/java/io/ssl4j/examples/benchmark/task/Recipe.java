package io.ssl4j.examples.benchmark.task;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;

/**
 * Recipe S: SimCLR with {@code resnet-s} of width 32, a projector of 256 hidden units with batch norm and 64 outputs,
 * NT-Xent at temperature 0.2, Adam; crops from 0.3 of the image, flips, jitter of brightness and contrast 0.4 with
 * probability 0.8.
 */
final class Recipe {

    static final double TEMPERATURE = 0.2;
    static final int HIDDEN = 256;
    static final int OUTPUTS = 64;
    static final double LEARNING_RATE = 1e-3;
    static final double SMALLEST_CROP = 0.3;

    private static final int WIDTH = 32;
    private static final int SEED = 1;

    private Recipe() {}

    static Encoder<Image> encoder(String name, ImageInput input) {
        return switch (name) {
            case "resnet-s" -> ImageEncoders.resNetS(input, WIDTH, SEED);
            case "resnet18" -> ImageEncoders.resNet18(input, ImageEncoders.Stem.SMALL_IMAGE, SEED);
            default ->
                throw new IllegalArgumentException("the encoder must be resnet-s or resnet18, got '" + name + "'");
        };
    }

    static SimClr<Image> method(Encoder<Image> encoder) {
        ImageInput input = ImageInput.of(encoder);
        return SimClr.of(
                encoder,
                Recipes.SIMCLR_SMALL
                        .adaptedTo(input)
                        .with("crop.scale=" + SMALLEST_CROP)
                        .views(input),
                SimClrConfig.defaults().withTemperature(TEMPERATURE).withProjector(HeadShape.of(OUTPUTS, HIDDEN)));
    }

    static Optimizer optimizer() {
        return Optimizers.adam(LEARNING_RATE);
    }
}
