package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Converts images to the layout that a kernel needs, without a copy if they already have it. */
public final class ImageCopies {

    private record Copy(ImageLayout from, ImageLayout to, List<Long> shape) {}

    private final CNN2DFormat format;
    private final ChannelsLast channelsLast = new ChannelsLast();
    private final KernelCache<Copy, Kernel> copies = new KernelCache<>();

    /** @param format of the images that are not blocked */
    public ImageCopies(CNN2DFormat format) {
        this.format = format;
    }

    /**
     * @param images rank 4 in the format, or blocked
     * @param wanted the layout
     * @param channels of the images
     * @param type where a copy goes when one is needed
     * @return an array of {@link ImageLayout#arrayShape}
     */
    public INDArray to(
            ImageLayout wanted, INDArray images, long channels, ArrayType type, LayerWorkspaceMgr workspaces) {
        if (ImageLayout.isBlocked(images)) {
            long[] shape = {images.size(0), images.size(2), images.size(3), channels};
            return wanted == ImageLayout.BLOCKED
                    ? images
                    : copy(images, ImageLayout.BLOCKED, wanted, shape, type, workspaces);
        }
        if (wanted == ImageLayout.PLANAR && format == CNN2DFormat.NCHW && ChannelsLast.isDense(images)) {
            return images;
        }
        INDArray last = channelsLast.of(images, format, type, workspaces);
        if (wanted == ImageLayout.CHANNELS_LAST) {
            return last;
        }
        if (wanted == ImageLayout.PLANAR && channels == 1) {
            return last.reshape(wanted.arrayShape(last.shape()));
        }
        return copy(last, ImageLayout.CHANNELS_LAST, wanted, last.shape(), type, workspaces);
    }

    /** An array to compute images into, that {@link #converted} then takes. */
    public static INDArray create(
            ImageLayout computed,
            boolean blocked,
            ArrayType type,
            ArrayType scratch,
            long[] shape,
            LayerWorkspaceMgr ws) {
        boolean stays = (computed == ImageLayout.BLOCKED) == blocked;
        return ws.createUninitialized(stays ? type : scratch, DataType.FLOAT, computed.arrayShape(shape), 'c');
    }

    /**
     * Channels-last or blocked images in the other of the two layouts, or as they are.
     *
     * @param blocked which of the two is wanted
     * @param shape {@code [batch, height, width, channels]}
     * @param type where a copy goes when one is needed
     */
    public INDArray converted(
            INDArray images, boolean blocked, long[] shape, ArrayType type, LayerWorkspaceMgr workspaces) {
        ImageLayout has = ImageLayout.isBlocked(images) ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST;
        ImageLayout wanted = blocked ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST;
        return has == wanted ? images : copy(images, has, wanted, shape, type, workspaces);
    }

    private INDArray copy(
            INDArray images,
            ImageLayout from,
            ImageLayout to,
            long[] shape,
            ArrayType type,
            LayerWorkspaceMgr workspaces) {
        INDArray target = workspaces.createUninitialized(type, DataType.FLOAT, to.arrayShape(shape), 'c');
        Copy key = new Copy(from, to, Arrays.stream(shape).boxed().toList());
        copies.get(key, ImageCopies::kernel)
                .bind(DNNL_ARG_FROM, images)
                .bind(DNNL_ARG_TO, target)
                .run();
        return target;
    }

    private static Kernel kernel(Copy copy) {
        long[] shape = copy.shape().stream().mapToLong(Long::longValue).toArray();
        var from = copy.from().description(shape);
        var to = copy.to().description(shape);
        return Layouts.copy(from, to).slot(DNNL_ARG_FROM, from).slot(DNNL_ARG_TO, to);
    }
}
