package io.ssl4j.core.monitor;

import java.util.List;
import java.util.Objects;

/**
 * A run that fails without an error, and what to do.
 *
 * @param kind how it fails
 * @param step updates made when it was found
 * @param evidence what was measured, and what was to be expected
 * @param remedies what to do, as instructions: first the method's own, then those of the kind
 */
public record Diagnosis(CollapseKind kind, long step, String evidence, List<String> remedies) {

    public Diagnosis {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(evidence, "evidence");
        remedies = List.copyOf(remedies);
    }

    /** All of it in one line. */
    public String message() {
        return kind.title() + " at step " + step + ": " + kind.meaning() + ". " + evidence + ". What to do: "
                + String.join("; ", remedies) + ".";
    }
}
