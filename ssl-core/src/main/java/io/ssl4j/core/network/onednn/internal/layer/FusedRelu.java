package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.FastLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the place of a ReLU that the preceding vertex already computes. It passes its input through, so that a
 * converted graph keeps its vertices; the configuration still says ReLU, so that it can be converted back.
 */
public class FusedRelu extends ActivationLayer {

    /** For deserialisation; made by {@link FastLayers}. */
    public FusedRelu() {}

    @Override
    public FusedRelu clone() {
        return (FusedRelu) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        FusedReluLayer layer = new FusedReluLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
