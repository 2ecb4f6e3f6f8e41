package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ReLU, its gradient, and addition followed by ReLU, over whole arrays. The arrays of one call have the same length and
 * are dense with the same memory order, whatever that order is.
 */
public final class ElementwiseKernels {

    private final KernelCache<Long, Kernel> relu = new KernelCache<>();
    private final KernelCache<Long, Kernel> reluBackward = new KernelCache<>();
    private final KernelCache<Long, Kernel> addRelu = new KernelCache<>();

    /** output = max(input, 0). */
    public void relu(INDArray input, INDArray output) {
        relu.get(input.length(), ElementwiseKernels::reluKernel)
                .bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DST, output)
                .run();
    }

    /** inputGradient = outputGradient where output is positive, 0 elsewhere. */
    public void reluBackward(INDArray output, INDArray outputGradient, INDArray inputGradient) {
        reluBackward
                .get(output.length(), ElementwiseKernels::reluBackwardKernel)
                .bind(DNNL_ARG_DST, output)
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    /** output = max(first + second, 0). */
    public void addRelu(INDArray first, INDArray second, INDArray output) {
        addRelu.get(first.length(), ElementwiseKernels::addReluKernel)
                .bind(DNNL_ARG_SRC_0, first)
                .bind(DNNL_ARG_SRC_1, second)
                .bind(DNNL_ARG_DST, output)
                .run();
    }

    private static memory.desc flat(long length) {
        return Layouts.of(memory.format_tag.a, length);
    }

    private static eltwise_forward.primitive_desc reluDescription(memory.desc layout, algorithm kind) {
        return new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(prop_kind.forward_training, kind, layout), OneDnn.engine());
    }

    private static Kernel reluKernel(long length) {
        memory.desc layout = flat(length);
        return new Kernel(new eltwise_forward(reluDescription(layout, algorithm.eltwise_relu)))
                .slot(DNNL_ARG_SRC, layout)
                .slot(DNNL_ARG_DST, layout);
    }

    private static Kernel reluBackwardKernel(long length) {
        memory.desc layout = flat(length);
        algorithm kind = algorithm.eltwise_relu_use_dst_for_bwd;
        eltwise_backward.primitive_desc primitive = new eltwise_backward.primitive_desc(
                new eltwise_backward.desc(kind, layout, layout), OneDnn.engine(), reluDescription(layout, kind));
        return new Kernel(new eltwise_backward(primitive))
                .slot(DNNL_ARG_DST, layout)
                .slot(DNNL_ARG_DIFF_DST, layout)
                .slot(DNNL_ARG_DIFF_SRC, layout);
    }

    private static Kernel addReluKernel(long length) {
        memory.desc layout = flat(length);
        post_ops after = new post_ops();
        after.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
        primitive_attr attributes = new primitive_attr();
        attributes.set_post_ops(after);
        binary.primitive_desc primitive = new binary.primitive_desc(
                new binary.desc(algorithm.binary_add, layout, layout, layout), attributes, OneDnn.engine());
        return new Kernel(new binary(primitive))
                .slot(DNNL_ARG_SRC_0, layout)
                .slot(DNNL_ARG_SRC_1, layout)
                .slot(DNNL_ARG_DST, layout);
    }
}
