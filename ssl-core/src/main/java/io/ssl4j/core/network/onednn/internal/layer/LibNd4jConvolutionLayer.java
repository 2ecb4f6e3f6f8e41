package io.ssl4j.core.network.onednn.internal.layer;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own convolution with a second implementation on libnd4j's ops, which works directly on the images and needs no
 * second forward pass in backward.
 */
class LibNd4jConvolutionLayer extends ConvolutionLayer {

    private final LibNd4jConvolution ops;
    /** Before the activation, of the last training pass; null where the activation is the identity. */
    private INDArray beforeActivation;

    LibNd4jConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        ops = new LibNd4jConvolution(layerConf());
    }

    /** Forward on libnd4j; dropout has been applied and the input's shape checked. */
    final INDArray activateOnOps(boolean training, long[] channelsLastShape, LayerWorkspaceMgr workspaceMgr) {
        INDArray output = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, formatted(channelsLastShape), 'c');
        ops.forward(input, weights(training, workspaceMgr), bias(training, workspaceMgr), output);
        beforeActivation = null;
        if (layerConf().getActivationFn() instanceof ActivationIdentity) {
            return output;
        }
        if (training) {
            beforeActivation = output;
            output = workspaceMgr.dup(ArrayType.ACTIVATIONS, output, 'c');
        }
        return layerConf().getActivationFn().getActivation(output, training);
    }

    /** Backward on libnd4j, after {@link #activateOnOps} in training. */
    final Pair<Gradient, INDArray> backpropOnOps(
            INDArray epsilon, boolean inputGradientNeeded, LayerWorkspaceMgr workspaceMgr) {
        INDArray delta = epsilon;
        if (beforeActivation != null) {
            INDArray scratch = workspaceMgr.dup(ArrayType.BP_WORKING_MEM, beforeActivation, 'c');
            delta = layerConf().getActivationFn().backprop(scratch, epsilon).getFirst();
        }
        INDArray inputGradient = workspaceMgr.createUninitialized(
                inputGradientNeeded ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
                DataType.FLOAT,
                input.shape(),
                'c');
        INDArray weightsGradient = gradientViews.get(WEIGHT_KEY);
        INDArray biasGradient = hasBias() ? gradientViews.get(BIAS_KEY) : null;
        INDArray bias = bias(true, workspaceMgr);
        ops.backward(input, weights(true, workspaceMgr), bias, delta, inputGradient, weightsGradient, biasGradient);
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            gradient.setGradientFor(BIAS_KEY, biasGradient);
        }
        gradient.setGradientFor(WEIGHT_KEY, weightsGradient, 'c');
        weightNoiseParams.clear();
        beforeActivation = null;
        return new Pair<>(gradient, inputGradientNeeded ? backpropDropOutIfPresent(inputGradient) : null);
    }

    private INDArray weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return getParamWithNoise(WEIGHT_KEY, training, workspaceMgr);
    }

    private INDArray bias(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaceMgr) : null;
    }

    private long[] formatted(long[] nhwc) {
        return layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
                ? nhwc
                : new long[] {nhwc[0], nhwc[3], nhwc[1], nhwc[2]};
    }

    @Override
    public void clear() {
        super.clear();
        beforeActivation = null;
    }
}
