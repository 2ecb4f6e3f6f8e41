package io.ssl4j.core.network.onednn.internal.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** 2-D max pooling that runs on oneDNN if possible; a dilated window runs on the stock implementation. */
public class OneDnnMaxPooling extends SubsamplingLayer {

    /** For deserialisation; use {@link #of}. */
    public OneDnnMaxPooling() {}

    /**
     * Returns a layer with the settings of a stock configuration and the fast implementation.
     *
     * @throws IllegalArgumentException if it is not a plain 2-D max pooling
     */
    public static OneDnnMaxPooling of(SubsamplingLayer stock) {
        if (stock.getClass() != SubsamplingLayer.class
                || stock.getPoolingType() != org.deeplearning4j.nn.conf.layers.PoolingType.MAX) {
            throw new IllegalArgumentException("the layer must be a plain SubsamplingLayer with pooling type MAX, got "
                    + stock.getClass().getSimpleName() + " with " + stock.getPoolingType() + " in layer '"
                    + stock.getLayerName() + "'");
        }
        return LayerConversion.convert(stock, OneDnnMaxPooling.class);
    }

    @Override
    public OneDnnMaxPooling clone() {
        return (OneDnnMaxPooling) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        OneDnnMaxPoolingLayer layer = new OneDnnMaxPoolingLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
