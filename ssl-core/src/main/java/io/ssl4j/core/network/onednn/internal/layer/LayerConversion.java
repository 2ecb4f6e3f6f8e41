package io.ssl4j.core.network.onednn.internal.layer;

import java.io.UncheckedIOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Converts a layer configuration to another class with the same settings. It goes through DL4J's JSON, so that every
 * setting is preserved, including those of later versions.
 */
public final class LayerConversion {

    private LayerConversion() {}

    /**
     * @param dropped settings that the target does not have
     */
    public static <T extends Layer> T convert(Layer layer, Class<T> target, String... dropped) {
        ObjectMapper mapper = NeuralNetConfiguration.mapper();
        try {
            ObjectNode json = (ObjectNode) mapper.readTree(mapper.writeValueAsString(layer));
            json.put("@class", target.getName());
            for (String setting : dropped) {
                json.remove(setting);
            }
            return target.cast(mapper.treeToValue(json, Layer.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "layer '" + layer.getLayerName() + "' does not convert to " + target.getSimpleName(), e);
        }
    }
}
