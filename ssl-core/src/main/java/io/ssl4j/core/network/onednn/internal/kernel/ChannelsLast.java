package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Converts images of any layout to dense {@code [batch, height, width, channels]}. Arrays that already have this memory
 * layout, including permuted views, are not copied.
 */
public final class ChannelsLast {

    private final KernelCache<List<Long>, Kernel> copies = new KernelCache<>();

    /**
     * @param images rank 4 in the given format
     * @param type where a copy goes when one is needed
     * @return float, {@code [batch, height, width, channels]} without gaps: a view of the argument if possible
     */
    public INDArray of(INDArray images, CNN2DFormat format, ArrayType type, LayerWorkspaceMgr workspaces) {
        INDArray typed = images.dataType() == DataType.FLOAT ? images : images.castTo(DataType.FLOAT);
        INDArray view = format == CNN2DFormat.NCHW ? typed.permute(0, 2, 3, 1) : typed;
        if (isDense(view)) {
            return view;
        }
        INDArray dense = workspaces.createUninitialized(type, DataType.FLOAT, view.shape(), 'c');
        copy(view, dense);
        return dense;
    }

    /** The same images in the given format, as a view. */
    public static INDArray as(CNN2DFormat format, INDArray channelsLast) {
        return format == CNN2DFormat.NCHW ? channelsLast.permute(0, 3, 1, 2) : channelsLast;
    }

    /** Returns whether the elements are contiguous in 'c' order. */
    public static boolean isDense(INDArray array) {
        long expected = 1;
        for (int d = array.rank() - 1; d >= 0; d--) {
            if (array.size(d) != 1 && array.stride(d) != expected) {
                return false;
            }
            expected *= array.size(d);
        }
        return true;
    }

    private void copy(INDArray view, INDArray dense) {
        if (Arrays.stream(view.stride()).anyMatch(stride -> stride < 1)) {
            dense.assign(view);
            return;
        }
        List<Long> key = LongStream.concat(Arrays.stream(view.shape()), Arrays.stream(view.stride()))
                .boxed()
                .toList();
        copies.get(key, k -> copyKernel(view.shape(), view.stride()))
                .bind(DNNL_ARG_FROM, view)
                .bind(DNNL_ARG_TO, dense)
                .run();
    }

    private static Kernel copyKernel(long[] shape, long[] strides) {
        long[] dims = {shape[0], shape[3], shape[1], shape[2]};
        long[] from = {strides[0], strides[3], strides[1], strides[2]};
        memory.desc source = new memory.desc(dims, memory.data_type.f32, from);
        memory.desc target = ImageLayout.CHANNELS_LAST.description(shape);
        return new Kernel(new reorder(new reorder.primitive_desc(OneDnn.engine(), source, OneDnn.engine(), target)))
                .slot(DNNL_ARG_FROM, source)
                .slot(DNNL_ARG_TO, target);
    }
}
