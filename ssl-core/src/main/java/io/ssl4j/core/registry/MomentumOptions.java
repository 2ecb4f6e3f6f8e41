package io.ssl4j.core.registry;

import io.ssl4j.core.optim.EmaSchedule;
import java.util.List;

/** The options of methods with a target that follows the online network: how fast. */
public final class MomentumOptions {

    private static final String FIRST = "momentum";
    private static final String LAST = "momentum-final";

    private MomentumOptions() {}

    /** The options "momentum" and "momentum-final". */
    public static List<MethodOption> options(double first, double last) {
        return List.of(
                MethodOption.decimal(FIRST, first, "share of the target that an update keeps, at first"),
                MethodOption.decimal(LAST, last, "the same at the end of the run; between the two half a cosine"));
    }

    /** The schedule that the options ask for. */
    public static EmaSchedule schedule(MethodOptions options) {
        return EmaSchedule.cosine(options.decimal(FIRST), options.decimal(LAST));
    }
}
