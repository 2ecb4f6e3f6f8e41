package io.ssl4j.contrastive;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Options that make the module's methods small enough for tests on a dozen images. */
final class ContrastiveMethods {

    private ContrastiveMethods() {}

    static Map<String, String> smallOptions(String method) {
        if (method.contains("+")) {
            return Stream.of(method.split("\\+"))
                    .flatMap(task -> smallOptions(task).entrySet().stream()
                            .map(option -> Map.entry(task + "." + option.getKey(), option.getValue())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        return switch (method) {
            case "moco-v1" -> Map.of("queue-size", "9", "batch-norm-splits", "2", "projector-output", "16");
            case "moco-v2" ->
                Map.of(
                        "queue-size", "9",
                        "batch-norm-splits", "2",
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "symmetric", "true");
            case "moco-v3" -> Map.of("projector-hidden", "16", "projector-output", "16", "predictor-hidden", "16");
            case "nnclr" ->
                Map.of(
                        "support-size", "9",
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "predictor-hidden", "16");
            case "memory-bank" -> Map.of("negatives", "7", "projector-output", "16", "proximal", "1");
            default -> Map.of("projector-hidden", "16", "projector-output", "16");
        };
    }
}
