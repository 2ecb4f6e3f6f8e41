package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The native side of one pooling at one shape. Max pooling remembers the positions of the maxima in training. */
public final class PoolingKernels {

    private final PoolingShape shape;
    private final memory.desc source;
    private final memory.desc destination;
    private Kernel training;
    private Kernel backward;
    private Kernel inference;

    public PoolingKernels(PoolingShape shape) {
        this.shape = shape;
        source = shape.layout().description(shape.input());
        destination = shape.layout().description(shape.output());
    }

    public void forward(INDArray input, INDArray output, boolean train) {
        if (train && training == null) {
            prepareTraining();
        } else if (!train && inference == null) {
            inference = forwardKernel(describe(prop_kind.forward_inference));
        }
        (train ? training : inference)
                .bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DST, output)
                .run();
    }

    /** Writes the gradient at the input of the last forward pass in training. */
    public void backward(INDArray outputGradient, INDArray inputGradient) {
        backward.bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    private pooling_forward.primitive_desc describe(prop_kind kind) {
        Window window = shape.window();
        return new pooling_forward.primitive_desc(
                new pooling_forward.desc(
                        kind,
                        shape.kind(),
                        source,
                        destination,
                        window.strides(),
                        window.kernel(),
                        window.before(),
                        window.after()),
                OneDnn.engine());
    }

    private Kernel forwardKernel(pooling_forward.primitive_desc description) {
        return new Kernel(new pooling_forward(description))
                .slot(DNNL_ARG_SRC, source)
                .slot(DNNL_ARG_DST, destination);
    }

    private void prepareTraining() {
        pooling_forward.primitive_desc description = describe(prop_kind.forward_training);
        Window window = shape.window();
        pooling_backward.primitive_desc back = new pooling_backward.primitive_desc(
                new pooling_backward.desc(
                        shape.kind(),
                        source,
                        destination,
                        window.strides(),
                        window.kernel(),
                        window.before(),
                        window.after()),
                OneDnn.engine(),
                description);
        training = forwardKernel(description);
        backward = new Kernel(new pooling_backward(back))
                .slot(DNNL_ARG_DIFF_DST, destination)
                .slot(DNNL_ARG_DIFF_SRC, source);
        if (shape.kind() == algorithm.pooling_max) {
            memory positions = new memory(description.workspace_desc(), OneDnn.engine());
            training.internal(DNNL_ARG_WORKSPACE, positions);
            backward.internal(DNNL_ARG_WORKSPACE, positions);
        }
    }
}
