package io.ssl4j.core.network.onednn;

import io.ssl4j.core.network.onednn.internal.layer.FusedRelu;
import io.ssl4j.core.network.onednn.internal.layer.LayerConversion;
import io.ssl4j.core.network.onednn.internal.layer.OneDnnBatchNorm;
import io.ssl4j.core.network.onednn.internal.layer.OneDnnConvolution;
import io.ssl4j.core.network.onednn.internal.layer.OneDnnGlobalAveragePooling;
import io.ssl4j.core.network.onednn.internal.layer.OneDnnMaxPooling;
import io.ssl4j.core.network.onednn.internal.layer.OneDnnRelu;
import io.ssl4j.core.network.onednn.internal.layer.Relu;
import io.ssl4j.core.network.onednn.internal.layer.ReluFusion;
import io.ssl4j.core.network.onednn.internal.layer.ResidualAddRelu;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;

/**
 * Converts a graph of stock layers to fast ones and back. Vertices, their names, their order and the flat parameter
 * array stay as they are:
 *
 * <pre>{@code
 * ComputationGraph fast = FastLayers.accelerate(stock);
 * }</pre>
 *
 * <p>The result is an ordinary graph: {@code fit}, {@code output}, {@code ModelSerializer} and {@code TransferLearning}
 * work as they do on the original. Layers that are already frozen remain stock layers; convert first, then freeze.
 *
 * <p>A batch norm or an addition whose only consumer is a ReLU computes that ReLU too; the ReLU's vertex remains and
 * passes its input through. The activation of the batch norm's own vertex is then the one after ReLU.
 */
public final class FastLayers {

    private FastLayers() {}

    /**
     * Returns the same graph with fast layers where they exist, with copies of its parameters and its updater's state.
     *
     * @param stock an initialised graph; not changed
     */
    public static ComputationGraph accelerate(ComputationGraph stock) {
        return moved(stock, accelerate(stock.getConfiguration()));
    }

    /**
     * Returns the same graph with only stock layers, with copies of its parameters and its updater's state.
     *
     * @param fast an initialised graph; not changed
     */
    public static ComputationGraph toStock(ComputationGraph fast) {
        return moved(fast, toStock(fast.getConfiguration()));
    }

    private static ComputationGraph moved(ComputationGraph from, ComputationGraphConfiguration configuration) {
        if (from.getVertices() == null) {
            throw new IllegalArgumentException(
                    "the graph must be initialised, got one without parameters; call init() first");
        }
        ComputationGraph to = new ComputationGraph(configuration);
        to.init(from.params(), true);
        ComputationGraphUpdater updater = from.getUpdater(false);
        if (updater != null && updater.getStateViewArray() != null) {
            to.getUpdater(true).setStateViewArray(updater.getStateViewArray().dup());
        }
        return to;
    }

    /**
     * Returns the same configuration with fast layers where they exist; other vertices are not changed.
     *
     * @param stock not changed
     */
    public static ComputationGraphConfiguration accelerate(ComputationGraphConfiguration stock) {
        ReluFusion fusion = new ReluFusion(stock);
        ComputationGraphConfiguration fast = copy(stock);
        for (Map.Entry<String, GraphVertex> entry : fast.getVertices().entrySet()) {
            String name = entry.getKey();
            if (entry.getValue() instanceof LayerVertex vertex) {
                replaceLayer(vertex, layer -> accelerate(layer, fusion.isFused(name)));
            } else if (entry.getValue().getClass() == ElementWiseVertex.class && fusion.isFused(name)) {
                entry.setValue(new ResidualAddRelu());
            }
        }
        return fast;
    }

    /**
     * Returns the same configuration with only stock layers: the exact inverse of {@link #accelerate}.
     *
     * @param fast not changed
     */
    public static ComputationGraphConfiguration toStock(ComputationGraphConfiguration fast) {
        ComputationGraphConfiguration stock = copy(fast);
        for (Map.Entry<String, GraphVertex> entry : stock.getVertices().entrySet()) {
            if (entry.getValue() instanceof LayerVertex vertex) {
                replaceLayer(vertex, FastLayers::toStock);
            } else if (entry.getValue() instanceof ResidualAddRelu) {
                entry.setValue(new ElementWiseVertex(ElementWiseVertex.Op.Add));
            }
        }
        return stock;
    }

    private static Layer accelerate(Layer layer, boolean fused) {
        if (layer.getClass() == ConvolutionLayer.class) {
            return OneDnnConvolution.of((ConvolutionLayer) layer);
        }
        if (layer.getClass() == BatchNormalization.class) {
            return OneDnnBatchNorm.of((BatchNormalization) layer, fused);
        }
        if (layer.getClass() == ActivationLayer.class && Relu.isPlain(((ActivationLayer) layer).getActivationFn())) {
            return fused ? LayerConversion.convert(layer, FusedRelu.class) : OneDnnRelu.of((ActivationLayer) layer);
        }
        if (layer.getClass() == GlobalPoolingLayer.class
                && ((GlobalPoolingLayer) layer).getPoolingType() == PoolingType.AVG) {
            return OneDnnGlobalAveragePooling.of((GlobalPoolingLayer) layer);
        }
        if (layer.getClass() == SubsamplingLayer.class
                && ((SubsamplingLayer) layer).getPoolingType() == PoolingType.MAX) {
            return OneDnnMaxPooling.of((SubsamplingLayer) layer);
        }
        return layer;
    }

    private static Layer toStock(Layer layer) {
        if (layer instanceof OneDnnConvolution) {
            return LayerConversion.convert(layer, ConvolutionLayer.class);
        }
        if (layer instanceof OneDnnBatchNorm) {
            return LayerConversion.convert(layer, BatchNormalization.class, "fusedRelu");
        }
        if (layer instanceof FusedRelu || layer instanceof OneDnnRelu) {
            return LayerConversion.convert(layer, ActivationLayer.class);
        }
        if (layer instanceof OneDnnGlobalAveragePooling) {
            return LayerConversion.convert(layer, GlobalPoolingLayer.class);
        }
        if (layer instanceof OneDnnMaxPooling) {
            return LayerConversion.convert(layer, SubsamplingLayer.class);
        }
        return layer;
    }

    private static void replaceLayer(LayerVertex vertex, UnaryOperator<Layer> conversion) {
        vertex.getLayerConf().setLayer(conversion.apply(vertex.getLayerConf().getLayer()));
    }

    /**
     * Copies a configuration including the counters, the sorted order and the output mark, which DL4J's clone omits.
     */
    private static ComputationGraphConfiguration copy(ComputationGraphConfiguration original) {
        ComputationGraphConfiguration copy = original.clone();
        copy.setIterationCount(original.getIterationCount());
        copy.setEpochCount(original.getEpochCount());
        copy.setTopologicalOrder(original.getTopologicalOrder());
        copy.setTopologicalOrderStr(original.getTopologicalOrderStr());
        original.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer) {
                ((LayerVertex) copy.getVertices().get(name)).setOutputVertex(layer.isOutputVertex());
            }
        });
        return copy;
    }
}
