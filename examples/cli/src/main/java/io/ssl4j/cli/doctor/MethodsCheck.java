package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import java.util.List;

/** The methods that can be found by name. */
final class MethodsCheck {

    private MethodsCheck() {}

    static Section of(List<String> names) {
        return new Section(
                "Methods",
                List.of(new Fact("registered", names.isEmpty() ? "none" : String.join(", ", names))),
                names.isEmpty()
                        ? List.of(Finding.error(
                                "No method is on the class path.",
                                "Add io.ssl4j:ssl-contrastive, ssl-noncontrastive or ssl-pretext to it; the ssl4j"
                                        + " command has them all."))
                        : List.of());
    }
}
