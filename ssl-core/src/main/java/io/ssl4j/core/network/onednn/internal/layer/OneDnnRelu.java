package io.ssl4j.core.network.onednn.internal.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A separate ReLU that runs on oneDNN if possible, with one pass forward and one backward. */
public class OneDnnRelu extends ActivationLayer {

    /** For deserialisation; use {@link #of}. */
    public OneDnnRelu() {}

    /**
     * Returns a layer with the settings of a stock configuration and the fast implementation.
     *
     * @throws IllegalArgumentException if the activation is not the plain ReLU
     */
    public static OneDnnRelu of(ActivationLayer stock) {
        if (!Relu.isPlain(stock.getActivationFn())) {
            throw new IllegalArgumentException("the activation must be ReLU without bound, threshold or slope, got "
                    + stock.getActivationFn() + " in layer '" + stock.getLayerName() + "'");
        }
        return LayerConversion.convert(stock, OneDnnRelu.class);
    }

    @Override
    public OneDnnRelu clone() {
        return (OneDnnRelu) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        OneDnnReluLayer layer = new OneDnnReluLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
