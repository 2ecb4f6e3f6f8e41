package io.ssl4j.core.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The diagnosis of a run that fails without an error, with remedies.
 *
 * @param kind the kind of failure
 * @param step updates made when it was found
 * @param evidence the measured value, and the expected one
 * @param remedies what to do, as instructions: the method's own first, then those of the kind
 */
public record Diagnosis(CollapseKind kind, long step, String evidence, List<String> remedies) {

    public Diagnosis {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(evidence, "evidence");
        remedies = List.copyOf(remedies);
    }

    /** The whole diagnosis as a block of lines. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.title() + " at step " + step + ": " + kind.meaning());
        text.append(String.format(Locale.ROOT, "%n  evidence: %s%n  what to do:", evidence));
        remedies.forEach(remedy -> text.append(String.format(Locale.ROOT, "%n    - %s", remedy)));
        return text.toString();
    }

    /** The whole diagnosis on one line. */
    public String message() {
        return kind.title() + " at step " + step + ": " + kind.meaning() + ". " + evidence + ". What to do: "
                + String.join("; ", remedies) + ".";
    }
}
