package io.ssl4j.core.encoder;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/** Finds the scales of the batch norms that end the residual branches of a graph. */
final class ResidualScales {

    private final Map<String, GraphVertex> vertices;
    private final Map<String, List<String>> inputs;

    private ResidualScales(ComputationGraphConfiguration graph) {
        vertices = graph.getVertices();
        inputs = graph.getVertexInputs();
    }

    /**
     * Sets the scales to 0, so that each residual block begins as its shortcut.
     *
     * @throws IllegalArgumentException if the network has no residual branch that ends with a batch norm
     */
    static void setToZero(Network network) {
        Set<String> scales =
                network instanceof GraphNetwork graph ? of(graph.toGraph().getConfiguration()) : Set.of();
        if (scales.isEmpty()) {
            throw new IllegalArgumentException("a zero scale of residual branches needs a network whose residual"
                    + " branches end with batch norm, and '" + network.name()
                    + "' has none; take an encoder such as resnet-xs or resnet18, or leave the option out");
        }
        for (Segment segment : network.parameters().segments()) {
            if (scales.contains(segment.name())) {
                Parameters.view(network.parameters().values(), segment).assign(0);
            }
        }
    }

    /** Of the batch norms that an addition reads, the one of the longer branch: the other is the shortcut's. */
    private static Set<String> of(ComputationGraphConfiguration graph) {
        ResidualScales search = new ResidualScales(graph);
        Set<String> scales = new HashSet<>();
        search.vertices.forEach((name, vertex) -> {
            if (vertex instanceof ElementWiseVertex addition && addition.getOp() == ElementWiseVertex.Op.Add) {
                search.inputs.get(name).stream()
                        .filter(search::isBatchNorm)
                        .max(Comparator.comparingInt(search::length))
                        .ifPresent(norm -> scales.add(norm + "_" + BatchNormalizationParamInitializer.GAMMA));
            }
        });
        return scales;
    }

    private boolean isBatchNorm(String vertex) {
        return vertices.get(vertex) instanceof LayerVertex layer
                && layer.getLayerConf().getLayer() instanceof BatchNormalization;
    }

    /** The number of vertices since the last addition, or the graph's input. */
    private int length(String vertex) {
        int length = 0;
        List<String> before = inputs.getOrDefault(vertex, List.of());
        while (before.size() == 1) {
            length++;
            before = inputs.getOrDefault(before.get(0), List.of());
        }
        return length;
    }
}
