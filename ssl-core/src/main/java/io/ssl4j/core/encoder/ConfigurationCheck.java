package io.ssl4j.core.encoder;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Checks a DL4J configuration before DL4J reads it. DL4J instantiates every class that the JSON names, so only names of
 * configuration classes may pass.
 */
final class ConfigurationCheck {

    /** Prefixes of the class names that occur in DL4J's own configurations. */
    private static final List<String> KNOWN = List.of(
            "org.deeplearning4j.nn.conf.",
            "org.deeplearning4j.nn.weights.",
            "org.deeplearning4j.nn.modelimport.keras.preprocessors.",
            "org.nd4j.linalg.activations.impl.",
            "org.nd4j.linalg.learning.config.",
            "org.nd4j.linalg.learning.regularization.",
            "org.nd4j.linalg.lossfunctions.impl.",
            "org.nd4j.linalg.schedule.");

    /** Jackson reads objects by recursion; networks nest no deeper than a dozen levels. */
    private static final int DEEPEST = 100;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private ConfigurationCheck() {}

    /**
     * Returns the configuration, rewritten from what was checked, if all its classes are known or trusted.
     *
     * @param trusted prefixes of further class names that are allowed
     * @throws IOException if it is not JSON, repeats a key, names any other class, or nests too deep
     */
    static String checked(byte[] configuration, List<String> trusted) throws IOException {
        requireShallow(configuration);
        JsonNode root = JSON.readTree(configuration);
        if (root == null || !root.isObject()) {
            throw new IOException("a configuration must be a JSON object");
        }
        check(root, trusted);
        return JSON.writeValueAsString(root);
    }

    private static void requireShallow(byte[] configuration) throws IOException {
        int depth = 0;
        try (JsonParser parser = JSON.getFactory().createParser(configuration)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new IOException("a configuration must nest at most " + DEEPEST + " levels deep");
                }
            }
        }
    }

    private static void check(JsonNode node, List<String> trusted) throws IOException {
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (namesClass(field.getKey(), field.getValue())) {
                requireKnown(field.getValue().asText(), trusted);
            }
        }
        for (JsonNode child : node) {
            check(child, trusted);
        }
    }

    /** DL4J's type properties: "@class", and "type" for distributions. Elsewhere "type" does not name a class. */
    private static boolean namesClass(String key, JsonNode value) {
        return key.equals("@class")
                || key.equals("type") && value.isTextual() && value.asText().contains(".");
    }

    private static void requireKnown(String name, List<String> trusted) throws IOException {
        if (KNOWN.stream().noneMatch(name::startsWith) && trusted.stream().noneMatch(name::startsWith)) {
            throw new IOException("its configuration names the class " + name
                    + ", which is not one of DL4J's configuration classes, and creating it could run any code; if"
                    + " you trust the file, load it with Encoder.load(file, \"" + packageOf(name)
                    + "\")");
        }
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}
