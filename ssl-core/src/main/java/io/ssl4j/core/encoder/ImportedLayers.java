package io.ssl4j.core.encoder;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Converts imported layers into an equivalent, faster form. */
final class ImportedLayers {

    private static final String VARIANCE = "_" + BatchNormalizationParamInitializer.GLOBAL_VAR;
    private static final String LOGARITHM = "_" + BatchNormalizationParamInitializer.GLOBAL_LOG_STD;

    private ImportedLayers() {}

    /**
     * Makes batch norms keep the variance instead of the logarithm of the deviation, as those of DL4J's zoo do, and
     * removes dropout that keeps everything, which the Keras import gives to every layer.
     *
     * @param configuration changed in place; its graph must not be initialised yet
     */
    static void simplify(ComputationGraphConfiguration configuration) {
        for (GraphVertex vertex : configuration.getVertices().values()) {
            if (vertex instanceof LayerVertex layerVertex) {
                simplify(layerVertex.getLayerConf());
            }
        }
    }

    private static void simplify(NeuralNetConfiguration configuration) {
        Layer layer = configuration.getLayer();
        if (layer instanceof BatchNormalization norm && norm.isUseLogStd()) {
            norm.setUseLogStd(false);
            configuration.clearVariables(); // the parameters' names; initialisation writes them again
        }
        if (layer.getIDropout() instanceof Dropout dropout
                && dropout.getPSchedule() == null
                && dropout.getP() == 1
                && !(layer instanceof DropoutLayer)) {
            layer.setIDropout(null);
        }
    }

    /** Copies the parameters of a graph by name into a graph with the simplified configuration. */
    static void copyParameters(ComputationGraph from, ComputationGraph to) {
        Map<String, INDArray> source = from.paramTable();
        to.paramTable().forEach((name, array) -> array.assign(parameter(name, source)));
    }

    private static INDArray parameter(String name, Map<String, INDArray> source) {
        INDArray same = source.get(name);
        if (same != null || !name.endsWith(VARIANCE)) {
            return same;
        }
        INDArray logarithm = source.get(name.substring(0, name.length() - VARIANCE.length()) + LOGARITHM);
        return Transforms.exp(logarithm.mul(2 * Math.log(10)), false);
    }
}
