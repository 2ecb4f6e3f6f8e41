package io.ssl4j.core.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The native side of a global average pooling at one shape. Images are channels-last. */
final class GlobalAverageKernels {

    private final Kernel forward;
    private final Kernel backward;

    GlobalAverageKernels(PoolingShape shape) {
        memory.desc source = Layouts.nhwc(shape.input());
        memory.desc destination = Layouts.nhwc(shape.output());
        long[] window = {shape.height(), shape.width()};
        long[] none = {0, 0};
        algorithm average = algorithm.pooling_avg_exclude_padding;
        pooling_forward.primitive_desc forwardDescription = new pooling_forward.primitive_desc(
                new pooling_forward.desc(
                        prop_kind.forward_training, average, source, destination, window, window, none, none),
                OneDnn.engine());
        pooling_backward.primitive_desc backwardDescription = new pooling_backward.primitive_desc(
                new pooling_backward.desc(average, source, destination, window, window, none, none),
                OneDnn.engine(),
                forwardDescription);
        forward = new Kernel(new pooling_forward(forwardDescription))
                .slot(DNNL_ARG_SRC, source)
                .slot(DNNL_ARG_DST, destination);
        backward = new Kernel(new pooling_backward(backwardDescription))
                .slot(DNNL_ARG_DIFF_DST, destination)
                .slot(DNNL_ARG_DIFF_SRC, source);
    }

    /** Writes the mean over height and width. */
    void forward(INDArray input, INDArray output) {
        forward.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DST, output).run();
    }

    /** Spreads the gradient of each mean evenly. */
    void backward(INDArray outputGradient, INDArray inputGradient) {
        backward.bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }
}
