package io.ssl4j.core.network.onednn.internal.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scaleshift;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native side of one batch normalisation at one shape, with the statistics of its last training pass. Scale and
 * shift are contiguous in one array of 2 x channels, as DL4J stores gamma and beta.
 */
public final class BatchNormKernels {

    private static final long ALIGNMENT = 64;

    private final BatchNormShape shape;
    private final memory.desc data;
    private final int flags;
    /** {@code [groups, channels]}, biased, of the last training pass. */
    private final INDArray means;

    private final INDArray variances;
    /** {@code [groups, 2 * channels]}: gradients of scale, then of shift. */
    private final INDArray scaleShiftGradients;

    private Kernel training;
    private Kernel backward;
    private Kernel inference;
    private BytePointer masks;
    private long maskBytes;

    public BatchNormKernels(BatchNormShape shape) {
        this.shape = shape;
        data = shape.layout().description(shape.group());
        flags = dnnl_use_scaleshift | (shape.relu() ? dnnl_fuse_norm_relu : 0);
        means = Nd4j.createUninitializedDetached(DataType.FLOAT, shape.groups(), shape.channels());
        variances = Nd4j.createUninitializedDetached(DataType.FLOAT, shape.groups(), shape.channels());
        scaleShiftGradients = Nd4j.createUninitializedDetached(DataType.FLOAT, shape.groups(), 2 * shape.channels());
    }

    /** Normalises with the statistics of each group, and keeps them. */
    public void train(INDArray input, INDArray scaleShift, INDArray output) {
        if (training == null) {
            prepareTraining();
        }
        for (int g = 0; g < shape.groups(); g++) {
            bindGroup(training, g)
                    .bind(DNNL_ARG_SCALE_SHIFT, scaleShift)
                    .bind(DNNL_ARG_SRC, input, g * shape.groupLength())
                    .bind(DNNL_ARG_DST, output, g * shape.groupLength())
                    .run();
        }
    }

    /** Writes the gradient at the input and keeps that of scale and shift. */
    public void backward(INDArray input, INDArray scaleShift, INDArray outputGradient, INDArray inputGradient) {
        for (int g = 0; g < shape.groups(); g++) {
            bindGroup(backward, g)
                    .bind(DNNL_ARG_SCALE_SHIFT, scaleShift)
                    .bind(DNNL_ARG_DIFF_SCALE_SHIFT, scaleShiftGradients, g * 2 * shape.channels())
                    .bind(DNNL_ARG_SRC, input, g * shape.groupLength())
                    .bind(DNNL_ARG_DIFF_DST, outputGradient, g * shape.groupLength())
                    .bind(DNNL_ARG_DIFF_SRC, inputGradient, g * shape.groupLength())
                    .run();
        }
    }

    /** Normalises with given statistics; the shape has one group. */
    public void infer(INDArray input, INDArray scaleShift, INDArray mean, INDArray variance, INDArray output) {
        if (inference == null) {
            prepareInference();
        }
        inference
                .bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DST, output)
                .bind(DNNL_ARG_SCALE_SHIFT, scaleShift)
                .bind(DNNL_ARG_MEAN, mean)
                .bind(DNNL_ARG_VARIANCE, variance)
                .run();
    }

    /** Writes the gradient of scale, summed over the groups: channels numbers. */
    public void writeScaleGradient(INDArray target) {
        writeSum(0, target);
    }

    /** Writes the gradient of shift, summed over the groups: channels numbers. */
    public void writeShiftGradient(INDArray target) {
        writeSum(shape.channels(), target);
    }

    private void writeSum(long first, INDArray target) {
        DataBuffer from = scaleShiftGradients.data();
        DataBuffer to = target.data();
        for (long c = 0; c < shape.channels(); c++) {
            to.put(c, sumOverGroups(from, first + c, 2 * shape.channels()));
        }
    }

    /** Writes {@code share * (running - batch mean)}, with the mean over the groups: channels numbers. */
    public void writeMeanDelta(INDArray running, double share, INDArray target) {
        writeDelta(running, means, share, target);
    }

    /** Writes {@code share * (running - batch variance)}, biased, with the mean over the groups: channels numbers. */
    public void writeVarianceDelta(INDArray running, double share, INDArray target) {
        writeDelta(running, variances, share, target);
    }

    private void writeDelta(INDArray running, INDArray batch, double share, INDArray target) {
        DataBuffer current = running.data();
        DataBuffer measured = batch.data();
        DataBuffer to = target.data();
        float factor = (float) share;
        for (long c = 0; c < shape.channels(); c++) {
            float mean = sumOverGroups(measured, c, shape.channels()) / shape.groups();
            to.put(c, (current.getFloat(c) - mean) * factor);
        }
    }

    private float sumOverGroups(DataBuffer values, long index, long stride) {
        float sum = values.getFloat(index);
        for (int g = 1; g < shape.groups(); g++) {
            sum += values.getFloat(index + g * stride);
        }
        return sum;
    }

    private Kernel bindGroup(Kernel kernel, int group) {
        kernel.bind(DNNL_ARG_MEAN, means, group * shape.channels())
                .bind(DNNL_ARG_VARIANCE, variances, group * shape.channels());
        return masks == null ? kernel : kernel.bind(DNNL_ARG_WORKSPACE, masks.address() + group * maskBytes, masks);
    }

    private void prepareTraining() {
        batch_normalization_forward.primitive_desc description = new batch_normalization_forward.primitive_desc(
                new batch_normalization_forward.desc(prop_kind.forward_training.value, data, shape.epsilon(), flags),
                OneDnn.engine());
        training = new Kernel(new batch_normalization_forward(description))
                .slot(DNNL_ARG_SRC, data)
                .slot(DNNL_ARG_DST, data)
                .slot(DNNL_ARG_MEAN, description.mean_desc())
                .slot(DNNL_ARG_VARIANCE, description.variance_desc())
                .slot(DNNL_ARG_SCALE_SHIFT, description.weights_desc());
        batch_normalization_backward.primitive_desc back = new batch_normalization_backward.primitive_desc(
                new batch_normalization_backward.desc(prop_kind.backward.value, data, data, shape.epsilon(), flags),
                OneDnn.engine(),
                description);
        backward = new Kernel(new batch_normalization_backward(back))
                .slot(DNNL_ARG_SRC, data)
                .slot(DNNL_ARG_MEAN, back.mean_desc())
                .slot(DNNL_ARG_VARIANCE, back.variance_desc())
                .slot(DNNL_ARG_DIFF_DST, data)
                .slot(DNNL_ARG_DIFF_SRC, data)
                .slot(DNNL_ARG_SCALE_SHIFT, back.weights_desc())
                .slot(DNNL_ARG_DIFF_SCALE_SHIFT, back.diff_weights_desc());
        if (shape.relu()) {
            memory.desc workspace = description.workspace_desc();
            maskBytes = (workspace.get_size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            masks = new BytePointer(maskBytes * shape.groups());
            training.slot(DNNL_ARG_WORKSPACE, workspace);
            backward.slot(DNNL_ARG_WORKSPACE, workspace);
        }
    }

    private void prepareInference() {
        batch_normalization_forward.primitive_desc description = new batch_normalization_forward.primitive_desc(
                new batch_normalization_forward.desc(
                        prop_kind.forward_inference.value, data, shape.epsilon(), flags | dnnl_use_global_stats),
                OneDnn.engine());
        inference = new Kernel(new batch_normalization_forward(description))
                .slot(DNNL_ARG_SRC, data)
                .slot(DNNL_ARG_DST, data)
                .slot(DNNL_ARG_MEAN, description.mean_desc())
                .slot(DNNL_ARG_VARIANCE, description.variance_desc())
                .slot(DNNL_ARG_SCALE_SHIFT, description.weights_desc());
    }
}
