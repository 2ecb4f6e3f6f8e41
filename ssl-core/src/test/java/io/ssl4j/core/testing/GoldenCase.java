package io.ssl4j.core.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * One golden loss value with its gradients.
 *
 * @param name the case, for messages
 * @param loss the key of the loss
 * @param parameters its hyper-parameters
 * @param inputs the arrays by name, double
 * @param value the loss
 * @param gradients by input name; inputs called {@code const_*} have none
 */
public record GoldenCase(
        String name,
        String loss,
        JsonNode parameters,
        Map<String, INDArray> inputs,
        double value,
        Map<String, INDArray> gradients) {

    static boolean isLoss(JsonNode file) {
        return file.has("loss") && file.has("value") && file.has("grads");
    }

    static GoldenCase of(JsonNode file) {
        return new GoldenCase(
                file.get("name").asText() + " "
                        + file.get("inputs").fieldNames().next()
                        + file.get("inputs").elements().next().get("shape"),
                file.get("loss").asText(),
                file.get("params"),
                arrays(file.get("inputs")),
                file.get("value").asDouble(),
                arrays(file.get("grads")));
    }

    /** A hyper-parameter. */
    public double parameter(String key) {
        if (!parameters.has(key)) {
            throw new IllegalArgumentException(
                    "golden case " + name + " has no parameter '" + key + "', only " + parameters);
        }
        return parameters.get(key).asDouble();
    }

    private static Map<String, INDArray> arrays(JsonNode node) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        node.fields().forEachRemaining(entry -> arrays.put(entry.getKey(), GoldenFiles.array(entry.getValue())));
        return arrays;
    }
}
