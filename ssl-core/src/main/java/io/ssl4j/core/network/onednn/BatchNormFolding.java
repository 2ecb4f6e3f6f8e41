package io.ssl4j.core.network.onednn;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import io.ssl4j.core.network.onednn.internal.layer.Relu;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Folds a batch normalisation with fixed statistics, and a ReLU after it, into the preceding convolution; for inference
 * only. With {@code s = gamma / sqrt(variance + epsilon)} for each output channel, weights become {@code s w} and the
 * bias {@code beta + s (b - mean)}.
 */
public final class BatchNormFolding {

    private final ComputationGraphConfiguration graph;
    /** Maps each folded batch norm to its convolution. */
    private final Map<String, String> folded = new LinkedHashMap<>();

    private BatchNormFolding(ComputationGraphConfiguration graph) {
        this.graph = graph;
    }

    /**
     * Returns a graph of stock layers with fewer vertices and the same inference results, up to rounding. A batch norm
     * is folded if it follows a convolution without activation that nothing else reads; output vertices of the graph
     * are kept.
     *
     * @param stock an initialised graph of stock layers; not changed
     */
    public static ComputationGraph fold(ComputationGraph stock) {
        BatchNormFolding folding = new BatchNormFolding(stock.getConfiguration().clone());
        for (String name : List.copyOf(folding.graph.getVertices().keySet())) {
            folding.foldNorm(name);
        }
        folding.graph.setTopologicalOrder(null);
        folding.graph.setTopologicalOrderStr(null);
        ComputationGraph result = new ComputationGraph(folding.graph);
        result.init();
        folding.fill(result.paramTable(), stock);
        return result;
    }

    private void foldNorm(String norm) {
        if (!(layer(norm) instanceof BatchNormalization layer)
                || layer.getClass() != BatchNormalization.class
                || layer.isUseLogStd()
                || layer.isLockGammaBeta()) {
            return;
        }
        String source = graph.getVertexInputs().get(norm).get(0);
        if (!(layer(source) instanceof ConvolutionLayer convolution)
                || convolution.getClass() != ConvolutionLayer.class
                || !(convolution.getActivationFn() instanceof ActivationIdentity)
                || isReadElsewhere(source)
                || graph.getNetworkOutputs().contains(norm)) {
            return;
        }
        convolution.setHasBias(true);
        remove(norm, source);
        folded.put(norm, source);
        foldRelu(source, convolution);
    }

    private void foldRelu(String source, ConvolutionLayer convolution) {
        if (isReadElsewhere(source)) {
            return;
        }
        String relu = consumers(source).get(0);
        if (layer(relu) instanceof ActivationLayer layer
                && layer.getClass() == ActivationLayer.class
                && Relu.isPlain(layer.getActivationFn())
                && !graph.getNetworkOutputs().contains(relu)) {
            convolution.setActivationFn(new ActivationReLU());
            remove(relu, source);
        }
    }

    /** Returns the layer of a vertex without input preprocessing, or null. */
    private Layer layer(String vertex) {
        GraphVertex found = graph.getVertices().get(vertex);
        return found instanceof LayerVertex layer && layer.getPreProcessor() == null
                ? layer.getLayerConf().getLayer()
                : null;
    }

    private boolean isReadElsewhere(String vertex) {
        return consumers(vertex).size() != 1 || graph.getNetworkOutputs().contains(vertex);
    }

    private List<String> consumers(String vertex) {
        List<String> consumers = new ArrayList<>();
        graph.getVertexInputs()
                .forEach((consumer, inputs) ->
                        consumers.addAll(Collections.nCopies(Collections.frequency(inputs, vertex), consumer)));
        return consumers;
    }

    private void remove(String vertex, String source) {
        graph.getVertices().remove(vertex);
        graph.getVertexInputs().remove(vertex);
        graph.getVertexInputs().replaceAll((consumer, inputs) -> {
            List<String> rewired = new ArrayList<>(inputs);
            Collections.replaceAll(rewired, vertex, source);
            return rewired;
        });
    }

    private void fill(Map<String, INDArray> target, ComputationGraph stock) {
        Map<String, INDArray> source = stock.paramTable();
        target.forEach((name, array) -> {
            if (source.containsKey(name)) {
                array.assign(source.get(name));
            }
        });
        folded.forEach((norm, convolution) -> {
            BatchNormalization layer =
                    (BatchNormalization) stock.getLayer(norm).conf().getLayer();
            INDArray deviation = source.get(norm + "_" + GLOBAL_VAR).add(layer.getEps());
            INDArray scale = source.get(norm + "_" + GAMMA).div(Transforms.sqrt(deviation));
            INDArray weights = target.get(convolution + "_" + WEIGHT_KEY);
            weights.muli(scale.reshape(scale.length(), 1, 1, 1));
            INDArray bias = target.get(convolution + "_" + BIAS_KEY);
            if (!source.containsKey(convolution + "_" + BIAS_KEY)) {
                bias.assign(0);
            }
            bias.subi(source.get(norm + "_" + GLOBAL_MEAN).reshape(bias.shape()))
                    .muli(scale.reshape(bias.shape()))
                    .addi(source.get(norm + "_" + BETA).reshape(bias.shape()));
        });
    }
}
