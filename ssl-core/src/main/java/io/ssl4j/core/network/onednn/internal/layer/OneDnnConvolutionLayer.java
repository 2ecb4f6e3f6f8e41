package io.ssl4j.core.network.onednn.internal.layer;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.BlockedOutput;
import io.ssl4j.core.network.onednn.internal.ConstantWeights;
import io.ssl4j.core.network.onednn.internal.DisposableOutput;
import io.ssl4j.core.network.onednn.internal.InputGradientOptional;
import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import io.ssl4j.core.network.onednn.internal.kernel.ConvolutionGeometry;
import io.ssl4j.core.network.onednn.internal.kernel.ConvolutionKernels;
import io.ssl4j.core.network.onednn.internal.kernel.ConvolutionShape;
import io.ssl4j.core.network.onednn.internal.kernel.ElementwiseKernels;
import io.ssl4j.core.network.onednn.internal.kernel.ImageCopies;
import io.ssl4j.core.network.onednn.internal.kernel.ImageLayout;
import io.ssl4j.core.network.onednn.internal.kernel.KernelCache;
import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnConvolution}. */
public class OneDnnConvolutionLayer extends LibNd4jConvolutionLayer
        implements AcceleratedLayer, BlockedOutput, InputGradientOptional, ConstantWeights, DisposableOutput {

    private final PathSelector path;
    private final ConvolutionGeometry geometry;
    private final KernelCache<ConvolutionShape, ConvolutionKernels> kernels = new KernelCache<>();
    private final ElementwiseKernels elementwise = new ElementwiseKernels();
    private final ImageCopies inputCopies;
    private final ImageCopies gradientCopies;
    private final boolean relu;
    private final boolean identity;
    private boolean inputGradientNeeded = true;
    private boolean outputBlocked;
    private WeightCache constantWeights;
    private ConvolutionKernels current;
    /** Result of the last training pass, channels-last or blocked: after a fused ReLU, before any other activation. */
    private INDArray result;

    OneDnnConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        IActivation activation = layerConf().getActivationFn();
        relu = Relu.isPlain(activation);
        identity = activation instanceof ActivationIdentity;
        geometry = new ConvolutionGeometry(layerConf(), relu);
        inputCopies = new ImageCopies(layerConf().getCnn2dDataFormat());
        gradientCopies = new ImageCopies(layerConf().getCnn2dDataFormat());
        path = PathSelector.withLibNd4j(
                layerConf().getLayerName(), dataType, geometry.unsupportedByOneDnn(), geometry.unsupported());
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

    @Override
    public boolean takesBlocked() {
        return path.possible() && (relu || identity) && layerConf().getIDropout() == null;
    }

    @Override
    public boolean canBlockOutput() {
        return path.possible()
                && (relu || identity)
                && ImageLayout.fillsBlocks(layerConf().getNOut());
    }

    @Override
    public void setOutputBlocked(boolean blocked) {
        outputBlocked = blocked;
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
        if (path.next() == ExecutionPath.STOCK) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        if (!ImageLayout.isBlocked(input)) {
            validateInputRank();
            validateInputDepth(layerConf().getNIn());
        }
        ConvolutionShape shape = geometry.shape(input);
        if (path.possible()) {
            try {
                current = chooseKernels(shape);
            } catch (RuntimeException e) {
                if (outputBlocked || ImageLayout.isBlocked(input)) {
                    throw e; // DL4J's own implementation cannot replace it there
                }
                path.giveUp(e.toString());
            }
        }
        path.ran(path.next());
        return path.lastWasNative()
                ? forward(training, workspaceMgr)
                : activateOnOps(training, shape.output(), workspaceMgr);
    }

    /** In blocks where one of the neighbours is, unless oneDNN has nothing fast for that. */
    private ConvolutionKernels chooseKernels(ConvolutionShape shape) {
        if (outputBlocked || ImageLayout.isBlocked(input)) {
            ConvolutionKernels blocked = kernels.get(shape.inBlocks(), this::newKernels);
            if (!blocked.isReference()) {
                return blocked;
            }
        }
        return kernels.get(shape, this::newKernels);
    }

    private INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray images = images(current.forwardInputLayout(), ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray weights = getParamWithNoise(WEIGHT_KEY, training, workspaceMgr);
        INDArray bias = hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaceMgr) : null;
        ConvolutionShape shape = current.shape();
        INDArray computed = ImageCopies.create(
                shape.outputLayout(),
                outputBlocked,
                ArrayType.ACTIVATIONS,
                ArrayType.FF_WORKING_MEM,
                shape.output(),
                workspaceMgr);
        current.forward(images, weights, bias, computed);
        INDArray output =
                inputCopies.converted(computed, outputBlocked, shape.output(), ArrayType.ACTIVATIONS, workspaceMgr);
        result = training && !identity ? output : null;
        if (!relu && !identity) {
            INDArray copy = training ? workspaceMgr.dup(ArrayType.ACTIVATIONS, output, 'c') : output;
            output = layerConf().getActivationFn().getActivation(copy, training);
        }
        return outputBlocked ? output : ChannelsLast.as(layerConf().getCnn2dDataFormat(), output);
    }

    private INDArray images(ImageLayout layout, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        return inputCopies.to(layout, input, layerConf().getNIn(), type, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (path.last() == ExecutionPath.LIBND4J) {
            return backpropOnOps(epsilon, inputGradientNeeded, workspaceMgr);
        }
        if (!path.lastWasNative()) {
            Pair<Gradient, INDArray> stock = super.backpropGradient(epsilon, workspaceMgr);
            if (!inputGradientNeeded) {
                stock.setSecond(null);
            }
            return stock;
        }
        INDArray delta = preActivationGradient(epsilon, workspaceMgr);
        INDArray images = images(current.weightsInputLayout(), ArrayType.BP_WORKING_MEM, workspaceMgr);
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
        long channels = layerConf().getNOut();
        ImageLayout computed = current.shape().outputLayout();
        if (identity) {
            return gradientCopies.to(computed, epsilon, channels, ArrayType.BP_WORKING_MEM, workspaceMgr);
        }
        ImageLayout given = outputBlocked ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST;
        INDArray delta = gradientCopies.to(given, epsilon, channels, ArrayType.BP_WORKING_MEM, workspaceMgr);
        if (relu) {
            INDArray masked =
                    workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, DataType.FLOAT, delta.shape(), 'c');
            elementwise.reluBackward(result, delta, masked);
            return gradientCopies.converted(
                    masked,
                    computed == ImageLayout.BLOCKED,
                    current.shape().output(),
                    ArrayType.BP_WORKING_MEM,
                    workspaceMgr);
        }
        INDArray scratch = workspaceMgr.dup(ArrayType.BP_WORKING_MEM, result, 'c');
        INDArray before = layerConf().getActivationFn().backprop(scratch, delta).getFirst();
        return ChannelsLast.isDense(before) ? before : before.dup('c');
    }

    private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        long[] shape = current.shape().input();
        boolean blocked = ImageLayout.isBlocked(input);
        INDArray computed = ImageCopies.create(
                current.inputGradientLayout(),
                blocked,
                ArrayType.ACTIVATION_GRAD,
                ArrayType.BP_WORKING_MEM,
                shape,
                workspaceMgr);
        current.backwardData(delta, getParamWithNoise(WEIGHT_KEY, true, workspaceMgr), computed);
        INDArray gradient = gradientCopies.converted(computed, blocked, shape, ArrayType.ACTIVATION_GRAD, workspaceMgr);
        return blocked
                ? gradient
                : backpropDropOutIfPresent(ChannelsLast.as(layerConf().getCnn2dDataFormat(), gradient));
    }

    @Override
    public void clear() {
        super.clear();
        result = null;
    }
}
