package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.internal.GroupedStatistics;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation that runs on oneDNN if possible: the stock configuration with another implementation, for images
 * in NCHW and NHWC and for vectors, optionally followed by a ReLU. Its layer implements {@link GroupedStatistics}.
 *
 * <p>These cases run on the stock implementation, with the same results: {@code useLogStd(true)}, {@code
 * lockGammaBeta(true)} with other constants than gamma 1 and beta 0, and inputs of rank 3.
 */
public class OneDnnBatchNorm extends BatchNormalization {

    private boolean fusedRelu;

    /** For deserialisation; use {@link #of}. */
    public OneDnnBatchNorm() {}

    /**
     * Returns a layer with the settings of a stock configuration and the fast implementation.
     *
     * @param fusedRelu whether max(x, 0) follows within the layer
     */
    public static OneDnnBatchNorm of(BatchNormalization stock, boolean fusedRelu) {
        OneDnnBatchNorm fast = LayerConversion.convert(stock, OneDnnBatchNorm.class);
        fast.setFusedRelu(fusedRelu);
        return fast;
    }

    /** Returns whether max(x, 0) is part of the layer. */
    public boolean isFusedRelu() {
        return fusedRelu;
    }

    /** For deserialisation; see {@link #of}. */
    public void setFusedRelu(boolean fusedRelu) {
        this.fusedRelu = fusedRelu;
    }

    @Override
    public OneDnnBatchNorm clone() {
        return (OneDnnBatchNorm) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OneDnnBatchNorm norm && fusedRelu == norm.fusedRelu && super.equals(other);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(fusedRelu);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerValidation.assertNOutSet("OneDnnBatchNorm", getLayerName(), layerIndex, getNOut());
        OneDnnBatchNormLayer layer = new OneDnnBatchNormLayer(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
