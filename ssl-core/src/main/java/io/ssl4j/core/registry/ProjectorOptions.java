package io.ssl4j.core.registry;

import io.ssl4j.core.network.HeadShape;

/** The common options of methods with a head on their encoder. */
public final class ProjectorOptions {

    private ProjectorOptions() {}

    /** Returns the options "projector-hidden", "projector-output", "projector-norm" of a projector. */
    public static Settings<HeadShape> projector(HeadShape defaults) {
        return Settings.of(defaults)
                .integers(
                        "projector-hidden",
                        HeadShape::hidden,
                        HeadShape::withHidden,
                        "widths of the projector's hidden layers")
                .integer(
                        "projector-output",
                        HeadShape::outputs,
                        HeadShape::withOutputs,
                        "width of the projector's output")
                .flag(
                        "projector-norm",
                        HeadShape::hiddenNorm,
                        HeadShape::withHiddenNorm,
                        "batch norm in the projector's hidden layers");
    }

    /** Returns the option "predictor-hidden" of a predictor, whose output is as wide as the projector's. */
    public static Settings<HeadShape> predictor(HeadShape defaults) {
        return Settings.of(defaults)
                .integers(
                        "predictor-hidden",
                        HeadShape::hidden,
                        HeadShape::withHidden,
                        "widths of the predictor's hidden layers");
    }
}
