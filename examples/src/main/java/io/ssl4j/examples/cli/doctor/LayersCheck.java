package io.ssl4j.examples.cli.doctor;

import io.ssl4j.core.network.onednn.OneDnn;
import io.ssl4j.examples.cli.doctor.Section.Fact;
import java.util.List;
import java.util.Optional;

/** Which implementation convolutions and batch norms run on, and why not the fast one. */
final class LayersCheck {

    private static final String FAST = "oneDNN, the fast path";
    private static final String SLOW = "DL4J's own layers, up to 20 times slower";

    private LayersCheck() {}

    static Section ofThisProcess() {
        return of(OneDnn.unavailableReason(), !"false".equalsIgnoreCase(System.getProperty(OneDnn.PROPERTY)));
    }

    /**
     * @param missing why oneDNN cannot be used, with what to add; empty if it can
     * @param allowed whether the system property {@link OneDnn#PROPERTY} allows it
     */
    static Section of(Optional<String> missing, boolean allowed) {
        String path = missing.isEmpty() && allowed ? FAST : SLOW;
        List<Fact> facts = List.of(
                new Fact("oneDNN", missing.isEmpty() ? "loads" : "does not load"),
                new Fact("convolution", path),
                new Fact("batch norm", path));
        return new Section("Layers", facts, findings(missing, allowed));
    }

    private static List<Finding> findings(Optional<String> missing, boolean allowed) {
        if (missing.isPresent()) {
            return List.of(Finding.warning(
                    "Training runs on the slow path: " + missing.get() + ".",
                    "Add what is named above to the class path; docs/PERFORMANCE.md has the snippet."));
        }
        if (!allowed) {
            return List.of(Finding.warning(
                    "Training runs on the slow path: the system property " + OneDnn.PROPERTY + " is false.",
                    "Leave out -D" + OneDnn.PROPERTY + "=false."));
        }
        return List.of();
    }
}
