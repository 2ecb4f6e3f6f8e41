package io.ssl4j.core.encoder;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a graph from elsewhere that our training ignores because it has its own optimiser. */
final class ImportedSettings {

    private static final Logger LOG = LoggerFactory.getLogger(ImportedSettings.class);

    /** The number of layers that the warning names. */
    private static final int NAMED = 6;

    private ImportedSettings() {}

    /**
     * Logs one warning that lists what is ignored.
     *
     * @throws IllegalArgumentException if layers are frozen: our optimiser would train them
     */
    static void check(ComputationGraphConfiguration configuration) {
        Map<String, Set<String>> ignored = new LinkedHashMap<>();
        Set<String> frozen = new TreeSet<>();
        for (Map.Entry<String, GraphVertex> entry : configuration.getVertices().entrySet()) {
            if (entry.getValue() instanceof LayerVertex vertex) {
                Layer layer = vertex.getLayerConf().getLayer();
                if (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
                    frozen.add(entry.getKey());
                }
                collect(entry.getKey(), layer, ignored);
            }
        }
        if (!frozen.isEmpty()) {
            throw new IllegalArgumentException(
                    "an encoder is trained as a whole, but the graph has frozen layers " + frozen
                            + ", which the optimiser would change anyway; unfreeze them"
                            + " (FrozenLayer.getInnerConfiguration) and, to keep the encoder unchanged for a while, use"
                            + " ParameterGroup.withFrozenUntilStep");
        }
        remark(ignored).ifPresent(LOG::warn);
    }

    /** Returns what is ignored, as one line; empty if nothing is. */
    static Optional<String> remark(ComputationGraphConfiguration configuration) {
        Map<String, Set<String>> ignored = new LinkedHashMap<>();
        configuration.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer) {
                collect(name, layer.getLayerConf().getLayer(), ignored);
            }
        });
        return remark(ignored);
    }

    private static Optional<String> remark(Map<String, Set<String>> ignored) {
        return ignored.isEmpty()
                ? Optional.empty()
                : Optional.of("the graph's settings for " + described(ignored)
                        + " are ignored: weight decay and clipping are set on the optimiser and the trainer");
    }

    private static void collect(String name, Layer layer, Map<String, Set<String>> ignored) {
        if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
            add(ignored, "constraints", name);
        }
        if (layer.initializer().paramKeys(layer).stream().anyMatch(key -> isSet(layer.getRegularizationByParam(key)))) {
            add(ignored, "regularisation (l1, l2, weight decay)", name);
        }
        if (layer instanceof BaseLayer base
                && base.getGradientNormalization() != null
                && base.getGradientNormalization() != GradientNormalization.None) {
            add(ignored, "gradient normalisation", name);
        }
    }

    private static boolean isSet(List<?> regularization) {
        return regularization != null && !regularization.isEmpty();
    }

    /**
     * "constraints=[2], regularisation (l1, l2, weight decay)=[0, 2]"; lists the first layers and the number of the
     * remaining ones.
     */
    private static String described(Map<String, Set<String>> ignored) {
        return ignored.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + described(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String described(Set<String> layers) {
        String first = layers.stream().limit(NAMED).collect(Collectors.joining(", ", "[", ""));
        return layers.size() <= NAMED ? first + "]" : first + " and " + (layers.size() - NAMED) + " more]";
    }

    private static void add(Map<String, Set<String>> ignored, String what, String layer) {
        ignored.computeIfAbsent(what, key -> new LinkedHashSet<>()).add(layer);
    }
}
