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
        Optional<String> missing = OneDnn.unavailableReason();
        boolean allowed = !"false".equalsIgnoreCase(System.getProperty(OneDnn.PROPERTY));
        String path = missing.isEmpty() && allowed ? FAST : SLOW;
        Optional<String> reason = missing.isPresent() || allowed
                ? missing
                : Optional.of("the system property " + OneDnn.PROPERTY + " is false; leave it out to use oneDNN");
        return of(missing.isEmpty(), path, path, reason);
    }

    /**
     * @param loads whether oneDNN's natives load
     * @param convolution what convolutions run on, in words
     * @param batchNorm the same for batch norms
     * @param reason why it is not oneDNN, and behind the first semicolon what to do; empty if it is
     */
    static Section of(boolean loads, String convolution, String batchNorm, Optional<String> reason) {
        return new Section(
                "Layers",
                List.of(
                        new Fact("oneDNN", loads ? "loads" : "does not load"),
                        new Fact("convolution", convolution),
                        new Fact("batch norm", batchNorm)),
                reason.map(LayersCheck::finding).stream().toList());
    }

    private static Finding finding(String reason) {
        String[] parts = reason.split("; ", 2);
        String remedy = parts.length == 2
                ? Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1)
                : "See README.md, under the dependencies to add";
        return Finding.warning("Training does not run on the fast path: " + parts[0] + ".", remedy + ".");
    }
}
