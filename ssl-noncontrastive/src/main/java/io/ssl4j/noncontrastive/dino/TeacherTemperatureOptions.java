package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import java.util.List;

/** {@link TeacherTemperature} as text: options that are only valid together. */
final class TeacherTemperatureOptions {

    private static final String LAST = "teacher-temperature";
    private static final String FIRST = "teacher-temperature-first";
    private static final String WARMUP = "teacher-warmup-epochs";

    private TeacherTemperatureOptions() {}

    static List<MethodOption> options(TeacherTemperature defaults) {
        return List.of(
                MethodOption.decimal(LAST, defaults.last(), "smaller makes the targets sharper"),
                MethodOption.optionalDecimal(FIRST, "the same in the first epoch; needs a warm-up; unset: as later"),
                MethodOption.integer(
                        WARMUP, defaults.warmupEpochs(), "epochs from the first temperature to the other"));
    }

    static TeacherTemperature temperature(MethodOptions options) {
        double last = options.decimal(LAST);
        return new TeacherTemperature(options.optionalDecimal(FIRST).orElse(last), last, options.integer(WARMUP));
    }
}
