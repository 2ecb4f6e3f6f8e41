package io.ssl4j.core.network.onednn.internal.kernel;

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
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The native side of one convolution at one shape. Images are channels-last or blocked; weights are passed as DL4J's
 * {@code [out, in, height, width]} and are reordered into each primitive's preferred layout. Backward primitives are
 * made at the first backward pass.
 *
 * <p>With blocked output, an input with few channels is planar if oneDNN has a fast implementation for that, and
 * otherwise blocked and padded with zeros. Forward and the two backward passes may therefore need the input in
 * different layouts.
 */
public final class ConvolutionKernels {

    private static final algorithm ALGORITHM = algorithm.convolution_direct;

    private final ConvolutionShape shape;
    private final Window window;
    private final ImageLayout inputLayout;
    private ImageLayout weightsInputLayout;
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

    public ConvolutionKernels(ConvolutionShape shape) {
        this(shape, null);
    }

    /** @param constantWeights from the plain layout and the one to reorder to; null if weights change between runs */
    public ConvolutionKernels(ConvolutionShape shape, BiFunction<memory.desc, memory.desc, memory> constantWeights) {
        this.shape = shape;
        window = shape.window();
        destination = shape.outputLayout().description(shape.output());
        plainWeights = Layouts.of(memory.format_tag.oihw, shape.weights());
        anyWeights = Layouts.of(memory.format_tag.any, shape.weights());
        bias = shape.bias() ? Layouts.of(memory.format_tag.a, shape.outputChannels()) : new memory.desc();
        inputLayout = inputLayout();
        forwardHint = forwardDescription(inputLayout);
        memory.desc source = inputLayout.description(shape.input());
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

    private ImageLayout inputLayout() {
        if (!shape.blocked()) {
            return ImageLayout.CHANNELS_LAST;
        }
        boolean planar = !ImageLayout.fillsBlocks(shape.inputChannels())
                && !isReference(forwardDescription(ImageLayout.PLANAR).impl_info_str());
        return planar ? ImageLayout.PLANAR : ImageLayout.BLOCKED;
    }

    private convolution_forward.primitive_desc forwardDescription(ImageLayout input) {
        convolution_forward.desc description = new convolution_forward.desc(
                prop_kind.forward_training,
                ALGORITHM,
                input.description(shape.input()),
                anyWeights,
                bias,
                destination,
                window.strides(),
                window.dilations(),
                window.before(),
                window.after());
        return new convolution_forward.primitive_desc(description, attributes(shape.relu()), OneDnn.engine());
    }

    /** Returns whether an implementation is oneDNN's plain loop, which is hundreds of times slower than the others. */
    private static boolean isReference(BytePointer name) {
        return name.getString().startsWith("ref");
    }

    /** Returns whether forward has no fast implementation for this shape and layout. */
    public boolean isReference() {
        return isReference(forwardHint.impl_info_str());
    }

    /** The layout of the input of {@link #forward}. */
    public ImageLayout forwardInputLayout() {
        return inputLayout;
    }

    /** The layout of the input of {@link #backwardWeights}. */
    public ImageLayout weightsInputLayout() {
        if (backwardWeights == null) {
            prepareBackwardWeights();
        }
        return weightsInputLayout;
    }

    /** The layout of the gradient of {@link #backwardData}. */
    public ImageLayout inputGradientLayout() {
        return shape.outputLayout();
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

    public ConvolutionShape shape() {
        return shape;
    }

    /** Writes the convolution of the input, in {@link #forwardInputLayout}, in the shape's output layout. */
    public void forward(INDArray input, INDArray weights, INDArray biases, INDArray output) {
        if (forwardWeights != null) {
            forwardWeights.bind(DNNL_ARG_FROM, weights).run();
        }
        if (shape.bias()) {
            forward.bind(DNNL_ARG_BIAS, biases);
        }
        forward.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DST, output).run();
    }

    /** Writes the gradient at the input, in {@link #inputGradientLayout}. */
    public void backwardData(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        if (backwardData == null) {
            prepareBackwardData();
        }
        backwardDataWeights.bind(DNNL_ARG_FROM, weights).run();
        backwardData
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    /** Overwrites the gradients of weights and bias; the input is in {@link #weightsInputLayout}. */
    public void backwardWeights(
            INDArray input, INDArray outputGradient, INDArray weightsGradient, INDArray biasGradient) {
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
        memory.desc source = inputGradientLayout().description(shape.input());
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
        weightsInputLayout = inputLayout;
        convolution_backward_weights.primitive_desc primitive = weightsDescription(inputLayout);
        if (inputLayout == ImageLayout.PLANAR && isReference(primitive.impl_info_str())) {
            weightsInputLayout = ImageLayout.BLOCKED;
            primitive = weightsDescription(ImageLayout.BLOCKED);
        }
        memory.desc layout = primitive.diff_weights_desc();
        memory gradient = new memory(layout, OneDnn.engine());
        backwardWeights = new Kernel(new convolution_backward_weights(primitive))
                .slot(DNNL_ARG_SRC, weightsInputLayout.description(shape.input()))
                .slot(DNNL_ARG_DIFF_DST, destination)
                .internal(DNNL_ARG_DIFF_WEIGHTS, gradient);
        if (shape.bias()) {
            backwardWeights.slot(DNNL_ARG_DIFF_BIAS, bias);
        }
        weightGradient = Layouts.copy(layout, plainWeights)
                .internal(DNNL_ARG_FROM, gradient)
                .slot(DNNL_ARG_TO, plainWeights);
    }

    private convolution_backward_weights.primitive_desc weightsDescription(ImageLayout input) {
        convolution_backward_weights.desc description = new convolution_backward_weights.desc(
                ALGORITHM,
                input.description(shape.input()),
                anyWeights,
                bias,
                destination,
                window.strides(),
                window.dilations(),
                window.before(),
                window.after());
        return new convolution_backward_weights.primitive_desc(description, OneDnn.engine(), forwardHint);
    }
}
