package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.vision.image.ImageInput;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The time of the oneDNN primitives that one training step of an encoder cannot do without, each measured separately on
 * memory of its own: convolutions forward, by data (not of the first layer) and by weights; batch norms forward and
 * backward with the ReLU that follows fused into them; residual additions with their ReLU, and that ReLU's gradient.
 * Not in it are reorders of weights, sums of gradients where a path forks, the pooling at the end, the projector, the
 * loss and the optimiser: a step has to do these too, so the sum is a limit that no step reaches.
 *
 * <p>It is measured apart from our layers on purpose. The time inside the primitives of a real step would grow with
 * anything that slows them there, and make the step look closer to its limit.
 */
final class PrimitiveSum {

    /** What a primitive is for. */
    enum Kind {
        CONVOLUTION,
        NORM,
        OTHER
    }

    private final Map<Kind, Double> seconds = new EnumMap<>(Kind.class);
    private final PrimitiveClock clock;

    private PrimitiveSum(int repeats) {
        this.clock = new PrimitiveClock(repeats);
    }

    /**
     * Measures the primitives of a graph of convolutions, batch norms, ReLUs and additions.
     *
     * @param rows images in a step
     * @param repeats of each primitive, of which the median counts
     */
    static PrimitiveSum of(ComputationGraph encoder, ImageInput input, int rows, int repeats) {
        PrimitiveSum sum = new PrimitiveSum(repeats);
        ComputationGraphConfiguration graph = encoder.getConfiguration();
        long[] row = input.rowShape();
        Map<String, INDArray> activations =
                encoder.feedForward(Nd4j.zeros(DataType.FLOAT, 1, row[0], row[1], row[2]), false);
        for (Map.Entry<String, GraphVertex> entry : graph.getVertices().entrySet()) {
            List<String> from = graph.getVertexInputs().get(entry.getKey());
            long[] before = rows(activations.get(from.get(0)), rows);
            long[] after = rows(activations.get(entry.getKey()), rows);
            sum.add(
                    entry.getValue(),
                    before,
                    after,
                    graph.getNetworkInputs().contains(from.get(0)),
                    feedsRelu(graph, entry.getKey()));
        }
        return sum;
    }

    private static long[] rows(INDArray one, int rows) {
        long[] shape = one.shape().clone();
        shape[0] = rows;
        return shape;
    }

    private static boolean feedsRelu(ComputationGraphConfiguration graph, String name) {
        return graph.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(entry -> graph.getVertices().get(entry.getKey()))
                .anyMatch(vertex -> vertex instanceof LayerVertex layer
                        && layer.getLayerConf().getLayer() instanceof ActivationLayer);
    }

    private void add(GraphVertex vertex, long[] before, long[] after, boolean first, boolean relu) {
        if (vertex instanceof ElementWiseVertex) {
            add(Kind.OTHER, clock.additionWithRelu(Arrays.stream(after).reduce(1, (a, b) -> a * b)));
        } else if (vertex instanceof LayerVertex layerVertex) {
            Layer layer = layerVertex.getLayerConf().getLayer();
            if (layer instanceof ConvolutionLayer convolution) {
                add(Kind.CONVOLUTION, clock.convolution(convolution, before, after, !first));
            } else if (layer instanceof BatchNormalization) {
                add(Kind.NORM, clock.batchNorm(after, relu));
            }
        }
    }

    private void add(Kind kind, double time) {
        seconds.merge(kind, time, Double::sum);
    }

    double seconds(Kind kind) {
        return seconds.getOrDefault(kind, 0.0);
    }

    double seconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
