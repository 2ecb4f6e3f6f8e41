package io.ssl4j.core.network.onednn;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnConvolution}. */
public class OneDnnConvolutionLayer extends ConvolutionLayer
        implements AcceleratedLayer, InputGradientOptional, ConstantWeights, DisposableOutput {

    private final PathSelector path;
    private final ConvolutionGeometry geometry;
    private final KernelCache<ConvolutionShape, ConvolutionKernels> kernels = new KernelCache<>();
    private final ElementwiseKernels elementwise = new ElementwiseKernels();
    private final ChannelsLast inputLayout = new ChannelsLast();
    private final ChannelsLast gradientLayout = new ChannelsLast();
    private final boolean relu;
    private final boolean identity;
    private boolean inputGradientNeeded = true;
    private WeightCache constantWeights;
    private ConvolutionKernels current;
    /** Channels-last result of the last training pass: after a fused ReLU, before any other activation. */
    private INDArray result;

    OneDnnConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        IActivation activation = layerConf().getActivationFn();
        relu = Relu.isPlain(activation);
        identity = activation instanceof ActivationIdentity;
        geometry = new ConvolutionGeometry(layerConf(), relu);
        path = new PathSelector(layerConf().getLayerName(), dataType, geometry.unsupported());
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public void setInputGradientNeeded(boolean needed) {
        inputGradientNeeded = needed;
    }

    @Override
    public boolean inputGradientNeeded() {
        return inputGradientNeeded;
    }

    @Override
    public void setWeightsConstant(WeightCache shared) {
        constantWeights = shared;
    }

    @Override
    public boolean isOutputDisposable() {
        return path.lastWasNative() && identity;
    }

    private ConvolutionKernels newKernels(ConvolutionShape shape) {
        return constantWeights == null
                ? new ConvolutionKernels(shape)
                : new ConvolutionKernels(
                        shape,
                        (plain, layout) ->
                                constantWeights.get(layerConf().getLayerName(), getParam(WEIGHT_KEY), plain, layout));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        if (path.possible()) {
            validateInputRank();
            validateInputDepth(layerConf().getNIn());
            ConvolutionShape shape = geometry.shape(input);
            try {
                current = kernels.get(shape, this::newKernels);
            } catch (RuntimeException e) {
                path.giveUp(e.toString());
            }
        }
        if (!path.possible()) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        path.ran(ExecutionPath.ONEDNN);
        return forward(training, workspaceMgr);
    }

    private INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray images =
                inputLayout.of(input, layerConf().getCnn2dDataFormat(), ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray weights = getParamWithNoise(WEIGHT_KEY, training, workspaceMgr);
        INDArray bias = hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaceMgr) : null;
        long[] shape = current.shape().output();
        INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'c');
        current.forward(images, weights, bias, output);
        result = training && !identity ? output : null;
        if (!relu && !identity) {
            INDArray copy = training ? workspaceMgr.dup(ArrayType.ACTIVATIONS, output, 'c') : output;
            output = layerConf().getActivationFn().getActivation(copy, training);
        }
        return ChannelsLast.as(layerConf().getCnn2dDataFormat(), output);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!path.lastWasNative()) {
            Pair<Gradient, INDArray> stock = super.backpropGradient(epsilon, workspaceMgr);
            if (!inputGradientNeeded) {
                stock.setSecond(null);
            }
            return stock;
        }
        INDArray delta = preActivationGradient(epsilon, workspaceMgr);
        INDArray images =
                inputLayout.of(input, layerConf().getCnn2dDataFormat(), ArrayType.BP_WORKING_MEM, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        INDArray weightsGradient = gradientViews.get(WEIGHT_KEY);
        INDArray biasGradient = hasBias() ? gradientViews.get(BIAS_KEY) : null;
        current.backwardWeights(images, delta, weightsGradient, biasGradient);
        if (hasBias()) {
            gradient.setGradientFor(BIAS_KEY, biasGradient);
        }
        gradient.setGradientFor(WEIGHT_KEY, weightsGradient, 'c');
        INDArray inputGradient = inputGradientNeeded ? inputGradient(delta, workspaceMgr) : null;
        weightNoiseParams.clear();
        result = null;
        return new Pair<>(gradient, inputGradient);
    }

    private INDArray preActivationGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray delta =
                gradientLayout.of(epsilon, layerConf().getCnn2dDataFormat(), ArrayType.BP_WORKING_MEM, workspaceMgr);
        if (relu) {
            INDArray masked =
                    workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, DataType.FLOAT, delta.shape(), 'c');
            elementwise.reluBackward(result, delta, masked);
            return masked;
        }
        if (identity) {
            return delta;
        }
        INDArray scratch = workspaceMgr.dup(ArrayType.BP_WORKING_MEM, result, 'c');
        INDArray before = layerConf().getActivationFn().backprop(scratch, delta).getFirst();
        return ChannelsLast.isDense(before) ? before : before.dup('c');
    }

    private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        long[] shape = current.shape().input();
        INDArray gradient = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape, 'c');
        current.backwardData(delta, getParamWithNoise(WEIGHT_KEY, true, workspaceMgr), gradient);
        return backpropDropOutIfPresent(ChannelsLast.as(layerConf().getCnn2dDataFormat(), gradient));
    }

    @Override
    public void clear() {
        super.clear();
        result = null;
    }
}
