package io.ssl4j.core.registry;

import io.ssl4j.core.network.HeadShape;
import java.util.List;

/** The option of methods with a predictor on their projector: its hidden layers. Its output is as wide as the projector's. */
public final class PredictorOptions {

    private static final String HIDDEN = "predictor-hidden";

    private PredictorOptions() {}

    /** The option "predictor-hidden". */
    public static List<MethodOption> options(HeadShape predictor) {
        return List.of(MethodOption.integers(HIDDEN, predictor.hidden(), "widths of the predictor's hidden layers"));
    }

    /** The predictor that the options ask for, on a projector. */
    public static HeadShape predictor(MethodOptions options, HeadShape defaults, HeadShape projector) {
        return defaults.withHidden(options.integers(HIDDEN)).withOutputs(projector.outputs());
    }
}
