package io.ssl4j.noncontrastive;

import java.util.Map;

/** Options that make the module's methods small enough for tests on a dozen images. */
final class NonContrastiveMethods {

    private NonContrastiveMethods() {}

    static Map<String, String> smallOptions(String method) {
        return switch (method) {
            case "byol", "simsiam", "fastsiam" ->
                Map.of("projector-hidden", "16", "projector-output", "16", "predictor-hidden", "8");
            case "swav" ->
                // Full after two batches of 6, and in use from then on.
                Map.of(
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "prototypes", "8",
                        "queue-size", "9",
                        "queue-from-epoch", "0");
            case "dino" -> Map.of("projector-hidden", "16", "projector-output", "16", "outputs", "8");
            case "w-mse" -> Map.of("projector-hidden", "16", "projector-output", "3", "sub-batch", "6");
            case "emp-ssl" -> Map.of("projector-hidden", "16", "projector-output", "16", "patches", "3");
            default -> Map.of("projector-hidden", "16", "projector-output", "16");
        };
    }
}
