package io.ssl4j.core.encoder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Cuts a graph down to what one vertex needs, simplified by {@link ImportedLayers}; parameters are copied by name. */
final class GraphTrimmer {

    private GraphTrimmer() {}

    /**
     * @param graph an initialised graph; not changed
     * @param vertex the vertex that becomes the only output
     * @throws IllegalArgumentException if there is no such vertex
     */
    static ComputationGraph trim(ComputationGraph graph, String vertex) {
        ComputationGraphConfiguration configuration = graph.getConfiguration().clone();
        if (!configuration.getVertices().containsKey(vertex)) {
            throw new IllegalArgumentException(
                    "the representation must be a vertex of the graph, got '" + vertex + "'; there are "
                            + new ArrayList<>(configuration.getVertices().keySet()));
        }
        Set<String> needed = ancestors(configuration, vertex);
        configuration.getVertices().keySet().retainAll(needed);
        configuration.getVertexInputs().keySet().retainAll(needed);
        configuration.setNetworkInputs(new ArrayList<>(configuration.getNetworkInputs().stream()
                .filter(needed::contains)
                .toList()));
        configuration.setNetworkOutputs(new ArrayList<>(List.of(vertex)));
        configuration.setTopologicalOrder(null);
        configuration.setTopologicalOrderStr(null);
        ImportedLayers.simplify(configuration);
        ComputationGraph trimmed = new ComputationGraph(configuration);
        trimmed.init();
        ImportedLayers.copyParameters(graph, trimmed);
        return trimmed;
    }

    private static Set<String> ancestors(ComputationGraphConfiguration configuration, String vertex) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(vertex));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(configuration.getVertexInputs().getOrDefault(next, List.of()));
            }
        }
        return found;
    }
}
