package io.ssl4j.core.testing;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A golden run of a whole method over a few steps.
 *
 * @param name the run, for messages
 * @param method the key of the method
 * @param jointBatchNorm whether the views share their batch statistics
 * @param file everything else
 */
public record GoldenTrajectory(String name, String method, boolean jointBatchNorm, JsonNode file) {

    static boolean isTrajectory(JsonNode file) {
        return file.has("method") && file.has("steps");
    }

    static GoldenTrajectory of(JsonNode file) {
        return new GoldenTrajectory(
                file.get("name").asText(),
                file.get("method").asText(),
                file.get("batchNorm").asText().equals("joint"),
                file);
    }

    /** One of the networks with its initial parameters, double; its name is the one in the file. */
    public Network network(String network) {
        return GoldenNetworks.build(network, parameters(file.get("initial").get(network)));
    }

    /** All networks one after the other, and as many copies of each sample as a step has views. */
    public Parts<float[]> parts() {
        List<String> names = List.of("encoder", "projector", "predictor");
        Network[] networks = names.stream()
                .filter(file.get("initial")::has)
                .map(this::network)
                .toArray(Network[]::new);
        int copies = steps().get(0).get("views").size();
        return new Parts<>(Branch.of(networks), new NoisyCopies(6, copies, 0), Map.of());
    }

    /** The label of each sample, where the method reads them. */
    Optional<int[]> labels() {
        return Optional.ofNullable(file.get("labels")).map(labels -> IntStream.range(0, labels.size())
                .map(i -> labels.get(i).asInt())
                .toArray());
    }

    /** The momentum of the targets. */
    public double emaMomentum() {
        return file.get("emaMomentum").asDouble();
    }

    List<JsonNode> steps() {
        return elements(file.get("steps")).toList();
    }

    /** The views of a step. */
    static List<INDArray> views(JsonNode step) {
        return elements(step.get("views")).map(GoldenFiles::array).toList();
    }

    static Map<String, INDArray> parameters(JsonNode network) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        network.fields().forEachRemaining(entry -> parameters.put(entry.getKey(), GoldenFiles.array(entry.getValue())));
        return parameters;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
