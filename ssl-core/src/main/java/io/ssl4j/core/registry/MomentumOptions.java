package io.ssl4j.core.registry;

import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.List;

/** The momentum options of methods with a target that follows the online network. */
public final class MomentumOptions {

    private static final String FIRST = "momentum";
    private static final String LAST = "momentum-final";

    private MomentumOptions() {}

    /**
     * Returns the options "momentum" and "momentum-final".
     *
     * @param defaults the schedule of the method's configuration
     * @throws IllegalArgumentException if it is not one of {@link EmaSchedule}'s own, which two numbers describe
     */
    public static List<MethodOption> options(EmaSchedule defaults) {
        if (!(defaults instanceof EmaSchedule.Cosine ends)) {
            throw new IllegalArgumentException(
                    "the options give a momentum as two numbers, got a schedule of another kind, " + defaults
                            + "; use EmaSchedule.constant or EmaSchedule.cosine as the default");
        }
        return List.of(
                MethodOption.decimal(
                        FIRST, ends.base(), "share of the target that an update keeps, at the start of the run"),
                MethodOption.decimal(
                        LAST, ends.last(), "the same at the end of the run; half a cosine lies in between"));
    }

    /** Returns the schedule that the options describe. */
    public static EmaSchedule schedule(MethodOptions options) {
        return EmaSchedule.cosine(options.decimal(FIRST), options.decimal(LAST));
    }
}
