package io.ssl4j.core.network.onednn.internal.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Global average pooling of images to vectors that runs on oneDNN if possible. */
public class OneDnnGlobalAveragePooling extends GlobalPoolingLayer {

    /** For deserialisation; use {@link #of}. */
    public OneDnnGlobalAveragePooling() {}

    /**
     * Returns a layer with the settings of a stock configuration and the fast implementation.
     *
     * @throws IllegalArgumentException if it does not average
     */
    public static OneDnnGlobalAveragePooling of(GlobalPoolingLayer stock) {
        if (stock.getPoolingType() != PoolingType.AVG) {
            throw new IllegalArgumentException("the pooling type must be AVG, got " + stock.getPoolingType()
                    + " in layer '" + stock.getLayerName() + "'");
        }
        return LayerConversion.convert(stock, OneDnnGlobalAveragePooling.class);
    }

    @Override
    public OneDnnGlobalAveragePooling clone() {
        return (OneDnnGlobalAveragePooling) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        OneDnnGlobalAveragePoolingLayer layer = new OneDnnGlobalAveragePoolingLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
