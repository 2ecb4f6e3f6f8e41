package io.ssl4j.core.registry;

import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;

/** The common options of methods with a head on their encoder. */
public final class ProjectorOptions {

    private ProjectorOptions() {}

    /**
     * Returns the options "projector-hidden", "projector-output", and those of its batch norms and biases:
     * "projector-norm", "projector-output-norm", "projector-bias", "projector-output-bias".
     */
    public static Settings<HeadShape> projector(HeadShape defaults) {
        Settings<HeadShape> widths = hidden("projector", defaults)
                .integer(
                        "projector-output",
                        HeadShape::outputs,
                        HeadShape::withOutputs,
                        "width of the projector's output");
        return layers("projector", widths);
    }

    /**
     * Returns the options of a predictor, whose output is as wide as the projector's: "predictor-hidden" and those of
     * its batch norms and biases.
     */
    public static Settings<HeadShape> predictor(HeadShape defaults) {
        return layers("predictor", hidden("predictor", defaults));
    }

    private static Settings<HeadShape> hidden(String head, HeadShape defaults) {
        return Settings.of(defaults)
                .integers(
                        head + "-hidden",
                        HeadShape::hidden,
                        HeadShape::withHidden,
                        "widths of the " + head + "'s hidden layers");
    }

    private static Settings<HeadShape> layers(String head, Settings<HeadShape> widths) {
        return widths.choice(
                        head + "-norm",
                        HeadNorm.class,
                        HeadShape::hiddenNorm,
                        HeadShape::withHiddenNorm,
                        "batch norm in the " + head + "'s hidden layers: with scale and shift (affine), with scale, or"
                                + " with neither (plain)")
                .choice(
                        head + "-output-norm",
                        HeadNorm.class,
                        HeadShape::outputNorm,
                        HeadShape::withOutputNorm,
                        "batch norm of the " + head + "'s output")
                .flag(
                        head + "-bias",
                        HeadShape::hiddenBias,
                        HeadShape::withHiddenBias,
                        "biases in the " + head + "'s hidden layers")
                .flag(
                        head + "-output-bias",
                        HeadShape::outputBias,
                        HeadShape::withOutputBias,
                        "bias of the " + head + "'s output");
    }
}
