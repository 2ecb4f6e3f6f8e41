package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import java.util.List;
import java.util.Optional;

/** Which implementation convolutions and batch norms run on, and why not the fast one. */
final class LayersCheck {

    private LayersCheck() {}

    static Section ofThisProcess() {
        try {
            return of(LayerPaths.current());
        } catch (IllegalArgumentException e) {
            return notSet(e);
        }
    }

    /** A system property with a value that it cannot have ends every run that makes a layer. */
    private static Section notSet(IllegalArgumentException error) {
        String[] parts = error.getMessage().split("; ", 2);
        return new Section(
                "Layers",
                List.of(new Fact("oneDNN", "not known")),
                List.of(Finding.error(
                        "Training cannot choose its layers: " + parts[0] + ".",
                        "Leave -D" + LayerPaths.PROPERTY + " out for the fastest layers.")));
    }

    static Section of(LayerPaths paths) {
        Optional<String> version = paths.oneDnnVersion();
        return new Section(
                "Layers",
                List.of(
                        new Fact(
                                "oneDNN",
                                version.map(text -> "loads, version " + text).orElse("does not load")
                                        + paths.instructionSet()
                                                .map(text -> ", " + text)
                                                .orElse("")),
                        new Fact("convolution", words(paths.convolution())),
                        new Fact("batch norm", words(paths.batchNorm()))),
                paths.reason().map(LayersCheck::finding).stream().toList());
    }

    private static String words(ExecutionPath path) {
        return switch (path) {
            case ONEDNN -> "oneDNN, the fast path";
            case LIBND4J -> "libnd4j's operations, slower than oneDNN";
            case STOCK -> "DL4J's own layers, the slowest";
            case NONE -> "not known";
        };
    }

    /** What is the case stands before the first semicolon of the reason, what to do behind it. */
    private static Finding finding(String reason) {
        String[] parts = reason.split("; ", 2);
        String remedy = parts.length == 2
                ? Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1)
                : "See README.md, under the dependencies to add";
        return Finding.warning("Training does not run on the fast path: " + parts[0] + ".", remedy + ".");
    }
}
