package io.ssl4j.core.network.onednn;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnBatchNorm}. */
public class OneDnnBatchNormLayer extends StockBatchNorm implements AcceleratedLayer, DisposableOutput {

    private final PathSelector path;
    private final boolean relu;
    private final KernelCache<BatchNormShape, BatchNormKernels> kernels = new KernelCache<>();
    private final ChannelsLast inputLayout = new ChannelsLast();
    private final ChannelsLast gradientLayout = new ChannelsLast();
    private BatchNormKernels trained;

    OneDnnBatchNormLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType, ((OneDnnBatchNorm) conf.getLayer()).isFusedRelu());
        relu = ((OneDnnBatchNorm) conf.getLayer()).isFusedRelu();
        path = new PathSelector(layerConf().getLayerName(), dataType, unsupported());
    }

    private String unsupported() {
        if (layerConf().isUseLogStd()) {
            return "batch norm with useLogStd(true); build it with useLogStd(false)";
        }
        return layerConf().isLockGammaBeta() ? "batch norm with lockGammaBeta(true)" : null;
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    /** The fused ReLU keeps a mask of its own. */
    @Override
    public boolean isOutputDisposable() {
        return path.lastWasNative();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (!path.possible() || input.rank() != 2 && input.rank() != 4) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        int groups = groupsOf(training);
        INDArray images = channelsLast(input, inputLayout, ArrayType.FF_WORKING_MEM, workspaceMgr);
        requireChannels(images);
        BatchNormKernels chosen = kernels.get(shape(images, groups), BatchNormKernels::new);
        INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, images.shape(), 'c');
        if (training) {
            chosen.train(images, scaleShift(), output);
            trained = chosen;
        } else {
            chosen.infer(images, scaleShift(), getParam(GLOBAL_MEAN), getParam(GLOBAL_VAR), output);
        }
        path.ran(ExecutionPath.ONEDNN);
        return likeInput(output);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!path.lastWasNative()) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        INDArray images = channelsLast(input, inputLayout, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray delta = channelsLast(epsilon, gradientLayout, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray inputGradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, images.shape(), 'c');
        trained.backward(images, scaleShift(), delta, inputGradient);
        return new Pair<>(parameterGradient(), likeInput(inputGradient));
    }

    private Gradient parameterGradient() {
        trained.writeScaleGradient(gradientViews.get(GAMMA));
        trained.writeShiftGradient(gradientViews.get(BETA));
        INDArray meanDelta = gradientViews.get(GLOBAL_MEAN);
        INDArray varianceDelta = gradientViews.get(GLOBAL_VAR);
        double share = 1 - layerConf().getDecay();
        trained.writeMeanDelta(getParam(GLOBAL_MEAN), share, meanDelta);
        trained.writeVarianceDelta(getParam(GLOBAL_VAR), share, varianceDelta);
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(GAMMA, gradientViews.get(GAMMA));
        gradient.setGradientFor(BETA, gradientViews.get(BETA));
        gradient.setGradientFor(GLOBAL_MEAN, meanDelta);
        gradient.setGradientFor(GLOBAL_VAR, varianceDelta);
        return gradient;
    }

    /** The start of gamma; DL4J keeps beta right behind it. */
    private INDArray scaleShift() {
        return getParam(GAMMA);
    }

    private INDArray channelsLast(INDArray array, ChannelsLast layout, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        return array.rank() == 4
                ? layout.of(array, layerConf().getCnn2DFormat(), type, workspaceMgr)
                : layout.of(array.reshape(array.size(0), 1, 1, array.size(1)), CNN2DFormat.NHWC, type, workspaceMgr);
    }

    private INDArray likeInput(INDArray images) {
        return input.rank() == 4
                ? ChannelsLast.as(layerConf().getCnn2DFormat(), images)
                : images.reshape(images.size(0), images.size(3));
    }

    private BatchNormShape shape(INDArray images, int groups) {
        return new BatchNormShape(
                groups,
                images.size(0) / groups,
                images.size(1),
                images.size(2),
                images.size(3),
                (float) layerConf().getEps(),
                relu);
    }

    private void requireChannels(INDArray images) {
        if (images.size(3) != layerConf().getNOut()) {
            throw new IllegalArgumentException(
                    "batch norm was built for " + layerConf().getNOut()
                            + " channels, got an input of shape " + Arrays.toString(input.shape()) + " in the format "
                            + layerConf().getCnn2DFormat() + " " + layerId());
        }
    }
}
