package io.ssl4j.core.registry;

import io.ssl4j.core.network.HeadShape;
import java.util.ArrayList;
import java.util.List;

/** The options that methods with a projector have in common: its shape, and whose statistics batch norm takes. */
public final class ProjectorOptions {

    private static final String HIDDEN = "projector-hidden";
    private static final String OUTPUT = "projector-output";
    private static final String NORM = "projector-norm";
    private static final String SHARED = "shared-statistics";

    private ProjectorOptions() {}

    /** The options of {@link #shape} and "shared-statistics". */
    public static List<MethodOption> options(HeadShape projector, boolean sharedBatchStatistics) {
        List<MethodOption> options = new ArrayList<>(shape(projector));
        options.add(MethodOption.flag(SHARED, sharedBatchStatistics, "batch norm sees all views as one batch"));
        return options;
    }

    /** The options "projector-hidden", "projector-output" and "projector-norm". */
    public static List<MethodOption> shape(HeadShape projector) {
        return List.of(
                MethodOption.integers(HIDDEN, projector.hidden(), "widths of the projector's hidden layers"),
                MethodOption.integer(OUTPUT, projector.outputs(), "width of the projector's output"),
                MethodOption.flag(NORM, projector.hiddenNorm(), "batch norm in the projector's hidden layers"));
    }

    /** The projector that the options ask for; what they do not speak of is as in the default. */
    public static HeadShape projector(MethodOptions options, HeadShape defaults) {
        return defaults.withHidden(options.integers(HIDDEN))
                .withOutputs(options.integer(OUTPUT))
                .withHiddenNorm(options.flag(NORM));
    }

    /** Whether batch norm sees both views as one batch. */
    public static boolean sharedBatchStatistics(MethodOptions options) {
        return options.flag(SHARED);
    }
}
