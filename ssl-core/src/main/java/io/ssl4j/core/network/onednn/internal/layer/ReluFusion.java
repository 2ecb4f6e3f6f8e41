package io.ssl4j.core.network.onednn.internal.layer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Finds the ReLUs that the preceding vertex can compute, because nothing else reads that vertex's output. */
public final class ReluFusion {

    private final Set<String> fused = new HashSet<>();

    public ReluFusion(ComputationGraphConfiguration graph) {
        Map<String, Integer> consumers = new HashMap<>();
        for (List<String> inputs : graph.getVertexInputs().values()) {
            inputs.forEach(input -> consumers.merge(input, 1, Integer::sum));
        }
        graph.getNetworkOutputs().forEach(output -> consumers.merge(output, 1, Integer::sum));
        graph.getVertices().forEach((name, vertex) -> {
            if (isRelu(vertex)) {
                String producer = graph.getVertexInputs().get(name).get(0);
                if (consumers.get(producer) == 1 && canFuse(graph.getVertices().get(producer))) {
                    fused.add(name);
                    fused.add(producer);
                }
            }
        });
    }

    /** Returns whether this vertex is a fused ReLU, or computes one. */
    public boolean isFused(String vertex) {
        return fused.contains(vertex);
    }

    private static boolean isRelu(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer
                && layer.getPreProcessor() == null
                && layer.getLayerConf().getLayer().getClass() == ActivationLayer.class
                && Relu.isPlain(((ActivationLayer) layer.getLayerConf().getLayer()).getActivationFn());
    }

    private static boolean canFuse(GraphVertex vertex) {
        if (vertex instanceof LayerVertex layer) {
            return layer.getLayerConf().getLayer().getClass() == BatchNormalization.class;
        }
        return vertex != null
                && vertex.getClass() == ElementWiseVertex.class
                && ((ElementWiseVertex) vertex).getOp() == ElementWiseVertex.Op.Add;
    }
}
