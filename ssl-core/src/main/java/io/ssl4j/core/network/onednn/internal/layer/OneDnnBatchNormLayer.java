package io.ssl4j.core.network.onednn.internal.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.DisposableOutput;
import io.ssl4j.core.network.onednn.internal.ForwardStatistics;
import io.ssl4j.core.network.onednn.internal.KeepsLayout;
import io.ssl4j.core.network.onednn.internal.kernel.BatchNormKernels;
import io.ssl4j.core.network.onednn.internal.kernel.BatchNormShape;
import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import io.ssl4j.core.network.onednn.internal.kernel.ImageCopies;
import io.ssl4j.core.network.onednn.internal.kernel.ImageLayout;
import io.ssl4j.core.network.onednn.internal.kernel.KernelCache;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnBatchNorm}. */
public class OneDnnBatchNormLayer extends LibNd4jBatchNormLayer
        implements AcceleratedLayer, KeepsLayout, DisposableOutput, ForwardStatistics {

    private final PathSelector path;
    private final boolean relu;
    private final KernelCache<BatchNormShape, BatchNormKernels> kernels = new KernelCache<>();
    private final ImageCopies inputCopies;
    private final ImageCopies gradientCopies;
    private BatchNormKernels trained;

    OneDnnBatchNormLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType, ((OneDnnBatchNorm) conf.getLayer()).isFusedRelu());
        relu = ((OneDnnBatchNorm) conf.getLayer()).isFusedRelu();
        inputCopies = new ImageCopies(layerConf().getCnn2DFormat());
        gradientCopies = new ImageCopies(layerConf().getCnn2DFormat());
        path = PathSelector.withLibNd4j(layerConf().getLayerName(), dataType, null, unsupported());
    }

    private String unsupported() {
        if (layerConf().isUseLogStd()) {
            return "batch norm with useLogStd(true); build it with useLogStd(false)";
        }
        boolean plain = layerConf().getGamma() == 1 && layerConf().getBeta() == 0;
        return layerConf().isLockGammaBeta() && !plain
                ? "batch norm with lockGammaBeta(true) and other constants than gamma 1 and beta 0"
                : null;
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public boolean takesBlocked() {
        return path.possible() && layerConf().getIDropout() == null;
    }

    /** The fused ReLU keeps a mask of its own. */
    @Override
    public boolean isOutputDisposable() {
        return path.lastWasNative();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        boolean images = input.rank() == 4 || ImageLayout.isBlocked(input);
        path.ran(input.rank() == 2 || images ? path.next() : ExecutionPath.STOCK);
        if (path.last() == ExecutionPath.STOCK) {
            return super.activate(training, workspaceMgr);
        }
        requireChannels();
        return path.lastWasNative() ? activateOnOneDnn(training, workspaceMgr) : activateOnOps(training, workspaceMgr);
    }

    private INDArray activateOnOneDnn(boolean training, LayerWorkspaceMgr workspaceMgr) {
        int groups = groupsOf(training);
        INDArray images = images(input, inputCopies, ArrayType.FF_WORKING_MEM, workspaceMgr);
        BatchNormKernels chosen = kernels.get(shape(images, groups), BatchNormKernels::new);
        INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, images.shape(), 'c');
        if (training) {
            chosen.train(images, scaleShift(), output);
            trained = chosen;
        } else {
            chosen.infer(images, scaleShift(), getParam(GLOBAL_MEAN), getParam(GLOBAL_VAR), output);
        }
        return likeInput(output);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (path.last() == ExecutionPath.LIBND4J) {
            return backpropOnOps(epsilon, workspaceMgr);
        }
        if (!path.lastWasNative()) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        INDArray images = images(input, inputCopies, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray delta = images(epsilon, gradientCopies, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray inputGradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, images.shape(), 'c');
        trained.backward(images, scaleShift(), delta, inputGradient);
        return new Pair<>(parameterGradient(), likeInput(inputGradient));
    }

    private Gradient parameterGradient() {
        if (!isLocked()) {
            trained.writeScaleGradient(gradientViews.get(GAMMA));
            trained.writeShiftGradient(gradientViews.get(BETA));
        }
        writeStatisticDeltasOfOneDnn();
        return gradientOfAll();
    }

    private void writeStatisticDeltasOfOneDnn() {
        double share = 1 - layerConf().getDecay();
        trained.writeMeanDelta(getParam(GLOBAL_MEAN), share, gradientViews.get(GLOBAL_MEAN));
        trained.writeVarianceDelta(getParam(GLOBAL_VAR), share, gradientViews.get(GLOBAL_VAR));
    }

    /** The stock implementation gives them only in backward. */
    @Override
    public boolean writeStatisticDeltas() {
        if (path.lastWasNative()) {
            writeStatisticDeltasOfOneDnn();
        } else if (path.last() == ExecutionPath.LIBND4J) {
            writeStatisticDeltasOfOps();
        }
        return path.last() != ExecutionPath.STOCK;
    }

    /** Blocked if the input is, else channels-last. */
    private INDArray images(INDArray array, ImageCopies copies, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        INDArray four = array;
        if (array.rank() == 2) {
            INDArray pixels = array.reshape(array.size(0), 1, 1, array.size(1));
            four = ChannelsLast.as(layerConf().getCnn2DFormat(), pixels);
        }
        return copies.to(layout(), four, layerConf().getNOut(), type, workspaceMgr);
    }

    private ImageLayout layout() {
        return ImageLayout.isBlocked(input) ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST;
    }

    private INDArray likeInput(INDArray images) {
        if (ImageLayout.isBlocked(input)) {
            return images;
        }
        return input.rank() == 4
                ? ChannelsLast.as(layerConf().getCnn2DFormat(), images)
                : images.reshape(images.size(0), images.size(3));
    }

    private BatchNormShape shape(INDArray images, int groups) {
        int height = ImageLayout.isBlocked(images) ? 2 : 1;
        return new BatchNormShape(
                groups,
                images.size(0) / groups,
                images.size(height),
                images.size(height + 1),
                layerConf().getNOut(),
                (float) layerConf().getEps(),
                relu,
                layout());
    }

    private void requireChannels() {
        if (channels() != layerConf().getNOut()) {
            throw new IllegalArgumentException(
                    "batch norm was built for " + layerConf().getNOut()
                            + " channels, got an input of shape " + Arrays.toString(input.shape()) + " in the format "
                            + layerConf().getCnn2DFormat() + " " + layerId());
        }
    }

    private long channels() {
        if (ImageLayout.isBlocked(input)) {
            return input.size(1) * input.size(4);
        }
        boolean last = input.rank() == 4 && layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
        return input.size(last ? 3 : 1);
    }
}
