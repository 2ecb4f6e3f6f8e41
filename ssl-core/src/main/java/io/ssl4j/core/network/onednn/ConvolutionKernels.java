package io.ssl4j.core.network.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.function.BiFunction;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The native side of one convolution at one shape. Images are channels-last; weights come and go as DL4J's
 * {@code [out, in, height, width]} and are reordered into the layout that each primitive likes. Backward primitives are made
 * at the first backward pass.
 */
final class ConvolutionKernels {

    private static final algorithm ALGORITHM = algorithm.convolution_direct;

    private final ConvolutionShape shape;
    private final Window window;
    private final memory.desc source;
    private final memory.desc destination;
    private final memory.desc plainWeights;
    private final memory.desc anyWeights;
    private final memory.desc bias;
    private final convolution_forward.primitive_desc forwardHint;
    private final Kernel forward;
    private final Kernel forwardWeights;
    private Kernel backwardData;
    private Kernel backwardDataWeights;
    private Kernel backwardWeights;
    private Kernel weightGradient;

    ConvolutionKernels(ConvolutionShape shape) {
        this(shape, null);
    }

    /** @param constantWeights from the plain layout and the one to reorder to; null if weights change between runs */
    ConvolutionKernels(ConvolutionShape shape, BiFunction<memory.desc, memory.desc, memory> constantWeights) {
        this.shape = shape;
        window = shape.window();
        source = Layouts.nhwc(shape.input());
        destination = Layouts.nhwc(shape.output());
        plainWeights = Layouts.of(memory.format_tag.oihw, shape.weights());
        anyWeights = Layouts.of(memory.format_tag.any, shape.weights());
        bias = shape.bias() ? Layouts.of(memory.format_tag.a, shape.outputChannels()) : new memory.desc();
        convolution_forward.desc description = new convolution_forward.desc(
                prop_kind.forward_training,
                ALGORITHM,
                source,
                anyWeights,
                bias,
                destination,
                window.strides(),
                window.dilations(),
                window.before(),
                window.after());
        forwardHint = new convolution_forward.primitive_desc(description, attributes(shape.relu()), OneDnn.engine());
        memory.desc layout = forwardHint.weights_desc();
        memory weights = constantWeights == null
                ? new memory(layout, OneDnn.engine())
                : constantWeights.apply(plainWeights, layout);
        forward = new Kernel(new convolution_forward(forwardHint))
                .slot(DNNL_ARG_SRC, source)
                .slot(DNNL_ARG_DST, destination)
                .internal(DNNL_ARG_WEIGHTS, weights);
        if (shape.bias()) {
            forward.slot(DNNL_ARG_BIAS, bias);
        }
        forwardWeights = constantWeights != null
                ? null
                : Layouts.copy(plainWeights, layout)
                        .slot(DNNL_ARG_FROM, plainWeights)
                        .internal(DNNL_ARG_TO, weights);
    }

    private static primitive_attr attributes(boolean relu) {
        primitive_attr attributes = new primitive_attr();
        if (relu) {
            post_ops after = new post_ops();
            after.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
            attributes.set_post_ops(after);
        }
        return attributes;
    }

    ConvolutionShape shape() {
        return shape;
    }

    /** Writes the convolution of {@code [batch, height, width, in]} to {@code [batch, height, width, out]}. */
    void forward(INDArray input, INDArray weights, INDArray biases, INDArray output) {
        if (forwardWeights != null) {
            forwardWeights.bind(DNNL_ARG_FROM, weights).run();
        }
        if (shape.bias()) {
            forward.bind(DNNL_ARG_BIAS, biases);
        }
        forward.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DST, output).run();
    }

    /** Writes the gradient at the input. */
    void backwardData(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        if (backwardData == null) {
            prepareBackwardData();
        }
        backwardDataWeights.bind(DNNL_ARG_FROM, weights).run();
        backwardData
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    /** Overwrites the gradients of weights and bias. */
    void backwardWeights(INDArray input, INDArray outputGradient, INDArray weightsGradient, INDArray biasGradient) {
        if (backwardWeights == null) {
            prepareBackwardWeights();
        }
        if (shape.bias()) {
            backwardWeights.bind(DNNL_ARG_DIFF_BIAS, biasGradient);
        }
        backwardWeights
                .bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .run();
        weightGradient.bind(DNNL_ARG_TO, weightsGradient).run();
    }

    private void prepareBackwardData() {
        convolution_backward_data.desc description = new convolution_backward_data.desc(
                ALGORITHM,
                source,
                anyWeights,
                destination,
                window.strides(),
                window.dilations(),
                window.before(),
                window.after());
        convolution_backward_data.primitive_desc primitive =
                new convolution_backward_data.primitive_desc(description, OneDnn.engine(), forwardHint);
        memory.desc layout = primitive.weights_desc();
        memory weights = new memory(layout, OneDnn.engine());
        backwardDataWeights = Layouts.copy(plainWeights, layout)
                .slot(DNNL_ARG_FROM, plainWeights)
                .internal(DNNL_ARG_TO, weights);
        backwardData = new Kernel(new convolution_backward_data(primitive))
                .slot(DNNL_ARG_DIFF_DST, destination)
                .slot(DNNL_ARG_DIFF_SRC, source)
                .internal(DNNL_ARG_WEIGHTS, weights);
    }

    private void prepareBackwardWeights() {
        convolution_backward_weights.desc description = new convolution_backward_weights.desc(
                ALGORITHM,
                source,
                anyWeights,
                bias,
                destination,
                window.strides(),
                window.dilations(),
                window.before(),
                window.after());
        convolution_backward_weights.primitive_desc primitive =
                new convolution_backward_weights.primitive_desc(description, OneDnn.engine(), forwardHint);
        memory.desc layout = primitive.diff_weights_desc();
        memory gradient = new memory(layout, OneDnn.engine());
        backwardWeights = new Kernel(new convolution_backward_weights(primitive))
                .slot(DNNL_ARG_SRC, source)
                .slot(DNNL_ARG_DIFF_DST, destination)
                .internal(DNNL_ARG_DIFF_WEIGHTS, gradient);
        if (shape.bias()) {
            backwardWeights.slot(DNNL_ARG_DIFF_BIAS, bias);
        }
        weightGradient = Layouts.copy(layout, plainWeights)
                .internal(DNNL_ARG_FROM, gradient)
                .slot(DNNL_ARG_TO, plainWeights);
    }
}
