package io.ssl4j.core.network.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running layer of {@link OneDnnGlobalAveragePooling}. */
public class OneDnnGlobalAveragePoolingLayer extends GlobalPoolingLayer implements AcceleratedLayer {

    private final PathSelector path;
    private final CNN2DFormat format;
    private final KernelCache<PoolingShape, PoolingKernels> kernels = new KernelCache<>();
    private final ChannelsLast inputLayout = new ChannelsLast();
    private final ChannelsLast gradientLayout = new ChannelsLast();

    OneDnnGlobalAveragePoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        int[] dimensions = layerConf().getPoolingDimensions();
        format =
                dimensions != null && Arrays.equals(dimensions, new int[] {1, 2}) ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
        path = new PathSelector(layerConf().getLayerName(), dataType, unsupported(dimensions));
    }

    private String unsupported(int[] dimensions) {
        if (!layerConf().isCollapseDimensions()) {
            return "global pooling without collapsed dimensions";
        }
        boolean overImages = dimensions == null
                || Arrays.equals(dimensions, new int[] {1, 2})
                || Arrays.equals(dimensions, new int[] {2, 3});
        return overImages ? null : "global pooling over the dimensions " + Arrays.toString(dimensions);
    }

    @Override
    public ExecutionPath lastPath() {
        return path.last();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (!path.possible() || input.rank() != 4 || maskArray != null) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        INDArray images = inputLayout.of(input, format, ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray output = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {images.size(0), images.size(3)}, 'c');
        kernels.get(shape(), PoolingKernels::new).forward(images, output, true);
        path.ran(ExecutionPath.ONEDNN);
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!path.lastWasNative()) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        PoolingShape shape = shape();
        INDArray vectors = gradientLayout.of(
                epsilon.reshape(shape.output()), CNN2DFormat.NHWC, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray gradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape.input(), 'c');
        kernels.get(shape, PoolingKernels::new).backward(vectors, gradient);
        return new Pair<>(new DefaultGradient(), ChannelsLast.as(format, gradient));
    }

    private PoolingShape shape() {
        int first = format == CNN2DFormat.NHWC ? 1 : 2;
        long height = input.size(first);
        long width = input.size(first + 1);
        return new PoolingShape(
                algorithm.pooling_avg_exclude_padding,
                input.size(0),
                height,
                width,
                input.size(format == CNN2DFormat.NHWC ? 3 : 1),
                Window.whole(height, width));
    }
}
