package io.ssl4j.core.network.onednn.internal.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 2-D convolution that runs on oneDNN if possible: the stock configuration with another implementation. Any kernel,
 * stride, padding and dilation, NCHW and NHWC, with and without bias; the activations identity and ReLU are fused,
 * others follow as a separate pass.
 */
public class OneDnnConvolution extends ConvolutionLayer {

    /** For deserialisation; use {@link #of}. */
    public OneDnnConvolution() {}

    /**
     * Returns a layer with the settings of a stock configuration and the fast implementation.
     *
     * @throws IllegalArgumentException if it is not a plain 2-D convolution but a subclass (transposed, depthwise, 1-D)
     */
    public static OneDnnConvolution of(ConvolutionLayer stock) {
        if (stock.getClass() != ConvolutionLayer.class) {
            throw new IllegalArgumentException("the layer must be a plain ConvolutionLayer, got "
                    + stock.getClass().getSimpleName() + " in layer '" + stock.getLayerName() + "'");
        }
        return LayerConversion.convert(stock, OneDnnConvolution.class);
    }

    @Override
    public OneDnnConvolution clone() {
        return (OneDnnConvolution) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerValidation.assertNInNOutSet("OneDnnConvolution", getLayerName(), layerIndex, getNIn(), getNOut());
        OneDnnConvolutionLayer layer = new OneDnnConvolutionLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
