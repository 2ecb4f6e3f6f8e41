package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.BlockedImages;
import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import io.ssl4j.core.network.onednn.internal.kernel.ImageCopies;
import io.ssl4j.core.network.onednn.internal.kernel.ImageLayout;
import io.ssl4j.core.network.onednn.internal.kernel.KernelCache;
import io.ssl4j.core.network.onednn.internal.kernel.PoolingKernels;
import io.ssl4j.core.network.onednn.internal.kernel.PoolingShape;
import io.ssl4j.core.network.onednn.internal.kernel.Window;
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
public class OneDnnGlobalAveragePoolingLayer extends GlobalPoolingLayer implements AcceleratedLayer, BlockedImages {

    private final PathSelector path;
    private final CNN2DFormat format;
    private final KernelCache<PoolingShape, PoolingKernels> kernels = new KernelCache<>();
    private final ImageCopies inputCopies;
    private final ChannelsLast gradientLayout = new ChannelsLast();

    OneDnnGlobalAveragePoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        int[] dimensions = layerConf().getPoolingDimensions();
        format =
                dimensions != null && Arrays.equals(dimensions, new int[] {1, 2}) ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
        inputCopies = new ImageCopies(format);
        path = PathSelector.of(layerConf().getLayerName(), dataType, unsupported(dimensions));
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
    public boolean takesBlocked() {
        return path.possible() && layerConf().getIDropout() == null;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        boolean images4 = input.rank() == 4 || ImageLayout.isBlocked(input);
        if (!path.possible() || !images4 || maskArray != null) {
            path.ran(ExecutionPath.STOCK);
            return super.activate(training, workspaceMgr);
        }
        PoolingShape shape = shape();
        INDArray images =
                inputCopies.to(shape.layout(), input, shape.channels(), ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray output = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {shape.batch(), shape.channels()}, 'c');
        kernels.get(shape, PoolingKernels::new).forward(images, output, true);
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
        INDArray gradient = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape.layout().arrayShape(shape.input()), 'c');
        kernels.get(shape, PoolingKernels::new).backward(vectors, gradient);
        boolean blocked = ImageLayout.isBlocked(gradient);
        return new Pair<>(new DefaultGradient(), blocked ? gradient : ChannelsLast.as(format, gradient));
    }

    private PoolingShape shape() {
        boolean planar = !ImageLayout.isBlocked(input) && format == CNN2DFormat.NCHW;
        INDArray images = planar ? input.permute(0, 2, 3, 1) : input;
        int height = ImageLayout.isBlocked(input) ? 2 : 1;
        return PoolingShape.of(
                algorithm.pooling_avg_exclude_padding,
                images,
                Window.whole(images.size(height), images.size(height + 1)));
    }
}
