package io.ssl4j.core.network.onednn.internal.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation of one group on libnd4j's ops batchnorm and batchnorm_bp, with the statistics of its last
 * training pass. Arrays are {@code [rows, channels]} or {@code [batch, channels, height, width]}, without gaps.
 */
final class LibNd4jBatchNorm {

    private static final int CHANNELS = 1;

    private final double epsilon;
    private final INDArray mean;
    private final INDArray variance;
    private final INDArray scaleGradient;
    private final INDArray shiftGradient;
    private final INDArray meanGradient;
    private final INDArray varianceGradient;

    LibNd4jBatchNorm(long channels, double epsilon) {
        this.epsilon = epsilon;
        mean = numbers(channels);
        variance = numbers(channels);
        scaleGradient = numbers(channels);
        shiftGradient = numbers(channels);
        meanGradient = numbers(channels);
        varianceGradient = numbers(channels);
    }

    private static INDArray numbers(long channels) {
        return Nd4j.createUninitializedDetached(DataType.FLOAT, channels);
    }

    /** The mean of the last training pass. */
    INDArray mean() {
        return mean;
    }

    /** The biased variance of the last training pass. */
    INDArray variance() {
        return variance;
    }

    /** The gradient of the scale in the last backward pass. */
    INDArray scaleGradient() {
        return scaleGradient;
    }

    /** The gradient of the shift in the last backward pass. */
    INDArray shiftGradient() {
        return shiftGradient;
    }

    /** Normalises with the statistics of the input, and keeps them. */
    void train(INDArray input, INDArray scale, INDArray shift, INDArray output) {
        int[] dimensions = input.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
        input.mean(mean, dimensions);
        Nd4j.getExecutioner().exec(new Variance(input, variance, false, dimensions));
        normalize(input, mean, variance, scale, shift, output);
    }

    /** Normalises with given statistics. */
    void normalize(INDArray input, INDArray mean, INDArray variance, INDArray scale, INDArray shift, INDArray output) {
        Nd4j.exec(op("batchnorm", input, mean, variance, scale, shift)
                .addOutputs(output)
                .build());
    }

    /** Writes the gradient at the input, through the statistics too, and keeps those of scale and shift. */
    void backward(INDArray input, INDArray scale, INDArray shift, INDArray outputGradient, INDArray inputGradient) {
        Nd4j.exec(op("batchnorm_bp", input, mean, variance, scale, shift, outputGradient)
                .addOutputs(inputGradient, meanGradient, varianceGradient, scaleGradient, shiftGradient)
                .build());
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder op(String name, INDArray... inputs) {
        return DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addIntegerArguments(1, 1, CHANNELS)
                .addFloatingPointArguments(epsilon);
    }
}
