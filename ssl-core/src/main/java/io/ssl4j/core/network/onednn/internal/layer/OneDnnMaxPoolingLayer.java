package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.KeepsLayout;
import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import io.ssl4j.core.network.onednn.internal.kernel.ImageCopies;
import io.ssl4j.core.network.onednn.internal.kernel.ImageLayout;
import io.ssl4j.core.network.onednn.internal.kernel.KernelCache;
import io.ssl4j.core.network.onednn.internal.kernel.PoolingKernels;
import io.ssl4j.core.network.onednn.internal.kernel.PoolingShape;
import io.ssl4j.core.network.onednn.internal.kernel.Window;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnMaxPooling}. */
public class OneDnnMaxPoolingLayer extends SubsamplingLayer implements AcceleratedLayer, KeepsLayout {

    private final PathSelector path;
    private final KernelCache<PoolingShape, PoolingKernels> kernels = new KernelCache<>();
    private final ImageCopies inputCopies;
    private final ImageCopies gradientCopies;
    private PoolingKernels trained;

    OneDnnMaxPoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        inputCopies = new ImageCopies(format());
        gradientCopies = new ImageCopies(format());
        int[] dilation = layerConf().getDilation();
        boolean dilated = dilation[0] != 1 || dilation[1] != 1;
        path = PathSelector.of(layerConf().getLayerName(), dataType, dilated ? "max pooling with dilation" : null);
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public boolean takesBlocked() {
        return path.possible() && layerConf().getIDropout() == null;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (!path.possible() || input.rank() != 4 && !ImageLayout.isBlocked(input)) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        PoolingShape shape = shape();
        PoolingKernels chosen = kernels.get(shape, PoolingKernels::new);
        INDArray images =
                inputCopies.to(shape.layout(), input, shape.channels(), ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray output = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, shape.layout().arrayShape(shape.output()), 'c');
        chosen.forward(images, output, training);
        trained = training ? chosen : trained;
        path.ran(ExecutionPath.ONEDNN);
        return given(output);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!path.lastWasNative()) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        PoolingShape shape = shape();
        INDArray delta =
                gradientCopies.to(shape.layout(), epsilon, shape.channels(), ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray gradient = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape.layout().arrayShape(shape.input()), 'c');
        trained.backward(delta, gradient);
        return new Pair<>(new DefaultGradient(), given(gradient));
    }

    private INDArray given(INDArray images) {
        return ImageLayout.isBlocked(images) ? images : ChannelsLast.as(format(), images);
    }

    private CNN2DFormat format() {
        return layerConf().getCnn2dDataFormat();
    }

    private PoolingShape shape() {
        Window window = Window.over(
                input,
                ImageLayout.spatialFormat(input, format()),
                layerConf().getKernelSize(),
                layerConf().getStride(),
                layerConf().getPadding(),
                layerConf().getDilation(),
                layerConf().getConvolutionMode());
        boolean planar = !ImageLayout.isBlocked(input) && format() == CNN2DFormat.NCHW;
        return PoolingShape.of(algorithm.pooling_max, planar ? input.permute(0, 2, 3, 1) : input, window);
    }
}
