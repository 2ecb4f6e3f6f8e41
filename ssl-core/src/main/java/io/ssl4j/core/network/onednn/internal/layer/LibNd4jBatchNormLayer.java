package io.ssl4j.core.network.onednn.internal.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link StockBatchNorm} with a second implementation on libnd4j's ops, which needs neither a normalised copy of its
 * input nor a second forward pass per group.
 */
class LibNd4jBatchNormLayer extends StockBatchNorm {

    private final boolean relu;
    /** {@code [2 channels]}: the scale 1 and the shift 0 of a layer that does not train them, else null. */
    private final INDArray constants;

    private final List<LibNd4jBatchNorm> ops = new ArrayList<>();
    /** The number of groups of the last training pass. */
    private int trained;
    /** Result of the last training pass, where a ReLU is fused. */
    private INDArray activated;

    LibNd4jBatchNormLayer(NeuralNetConfiguration conf, DataType dataType, boolean relu) {
        super(conf, dataType, relu);
        this.relu = relu;
        this.constants = layerConf().isLockGammaBeta() ? constants() : null;
    }

    private INDArray constants() {
        long channels = layerConf().getNOut();
        INDArray scaleShift = Nd4j.createUninitializedDetached(DataType.FLOAT, 2 * channels);
        scaleShift.get(NDArrayIndex.interval(0, channels)).assign(1);
        scaleShift.get(NDArrayIndex.interval(channels, 2 * channels)).assign(0);
        return scaleShift;
    }

    /** Whether scale and shift are constants, which have no gradient. */
    final boolean isLocked() {
        return constants != null;
    }

    /** The start of the scale; the shift lies right behind it. */
    final INDArray scaleShift() {
        return isLocked() ? constants : getParam(GAMMA);
    }

    private INDArray scale() {
        return isLocked() ? constants.get(NDArrayIndex.interval(0, layerConf().getNOut())) : parameter(GAMMA);
    }

    private INDArray shift() {
        long channels = layerConf().getNOut();
        return isLocked() ? constants.get(NDArrayIndex.interval(channels, 2 * channels)) : parameter(BETA);
    }

    /** Forward on libnd4j, for an input of rank 2 or 4. */
    final INDArray activateOnOps(boolean training, LayerWorkspaceMgr workspaceMgr) {
        int groups = groupsOf(training);
        INDArray images = dense(input, ArrayType.FF_WORKING_MEM, workspaceMgr);
        INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, images.shape(), 'c');
        for (int g = 0; g < groups; g++) {
            INDArray from = group(images, g, groups);
            INDArray to = group(output, g, groups);
            if (training) {
                ops(g).train(from, scale(), shift(), to);
            } else {
                ops(g).normalize(from, parameter(GLOBAL_MEAN), parameter(GLOBAL_VAR), scale(), shift(), to);
            }
        }
        trained = training ? groups : trained;
        if (relu) {
            Relu.forward(output, output);
        }
        activated = training && relu ? output : null;
        return output;
    }

    /** Backward on libnd4j, after {@link #activateOnOps} in training. */
    final Pair<Gradient, INDArray> backpropOnOps(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray images = dense(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
        INDArray delta = dense(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr);
        if (relu) {
            INDArray masked =
                    workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, DataType.FLOAT, images.shape(), 'c');
            Relu.backward(activated, delta, masked);
            delta = masked;
            activated = null;
        }
        INDArray inputGradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, images.shape(), 'c');
        for (int g = 0; g < trained; g++) {
            ops(g).backward(
                            group(images, g, trained),
                            scale(),
                            shift(),
                            group(delta, g, trained),
                            group(inputGradient, g, trained));
        }
        return new Pair<>(parameterGradient(), inputGradient);
    }

    private Gradient parameterGradient() {
        if (!isLocked()) {
            write(GAMMA, LibNd4jBatchNorm::scaleGradient);
            write(BETA, LibNd4jBatchNorm::shiftGradient);
        }
        writeStatisticDeltasOfOps();
        return gradientOfAll();
    }

    /** What the views of the parameters' gradients hold. */
    final Gradient gradientOfAll() {
        Gradient gradient = new DefaultGradient();
        for (String name : new String[] {GAMMA, BETA, GLOBAL_MEAN, GLOBAL_VAR}) {
            if (gradientViews.containsKey(name)) {
                gradient.setGradientFor(name, gradientViews.get(name));
            }
        }
        return gradient;
    }

    /** Writes the deltas of the running statistics after {@link #activateOnOps} in training. */
    final void writeStatisticDeltasOfOps() {
        double share = 1 - layerConf().getDecay();
        write(GLOBAL_MEAN, LibNd4jBatchNorm::mean)
                .divi(-trained)
                .addi(parameter(GLOBAL_MEAN))
                .muli(share);
        write(GLOBAL_VAR, LibNd4jBatchNorm::variance)
                .divi(-trained)
                .addi(parameter(GLOBAL_VAR))
                .muli(share);
    }

    /** The sum over the groups, in the parameter's gradient. */
    private INDArray write(String name, Function<LibNd4jBatchNorm, INDArray> part) {
        INDArray target = gradientViews.get(name);
        INDArray flat = target.reshape(target.length());
        flat.assign(part.apply(ops(0)));
        for (int g = 1; g < trained; g++) {
            flat.addi(part.apply(ops(g)));
        }
        return flat;
    }

    private LibNd4jBatchNorm ops(int group) {
        while (ops.size() <= group) {
            ops.add(new LibNd4jBatchNorm(layerConf().getNOut(), layerConf().getEps()));
        }
        return ops.get(group);
    }

    private INDArray parameter(String name) {
        INDArray parameter = getParam(name);
        return parameter.reshape(parameter.length());
    }

    private static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        return ChannelsLast.isDense(array) && array.dataType() == DataType.FLOAT
                ? array
                : workspaceMgr.dup(type, array.castTo(DataType.FLOAT), 'c');
    }

    /** One group's rows, with the channels in dimension 1. */
    private INDArray group(INDArray array, int group, int groups) {
        long size = array.size(0) / groups;
        INDArray rows = groups == 1 ? array : array.get(NDArrayIndex.interval(group * size, (group + 1) * size));
        return array.rank() == 4 && layerConf().getCnn2DFormat() == CNN2DFormat.NHWC
                ? rows.reshape(size * array.size(1) * array.size(2), array.size(3))
                : rows;
    }

    @Override
    public void clear() {
        super.clear();
        activated = null;
    }
}
