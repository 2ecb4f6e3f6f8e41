package io.ssl4j.core.network.onednn.internal.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import io.ssl4j.core.network.onednn.internal.GroupedStatistics;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * DL4J's own batch normalisation, extended by statistics over groups of the batch and an optional ReLU. With one group
 * and without ReLU, it equals the stock layer bit for bit.
 */
class StockBatchNorm extends BatchNormalization implements GroupedStatistics {

    private final boolean relu;
    private int groups = 1;
    private INDArray activated;

    StockBatchNorm(NeuralNetConfiguration conf, DataType dataType, boolean relu) {
        super(conf, dataType);
        this.relu = relu;
    }

    @Override
    public void setGroups(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("statistic groups must be at least 1, got " + groups);
        }
        this.groups = groups;
    }

    @Override
    public int groups() {
        return groups;
    }

    /** Returns the number of groups of this pass. */
    final int groupsOf(boolean training) {
        if (training && input.size(0) % groups != 0) {
            throw new IllegalArgumentException("the batch must be a multiple of the " + groups
                    + " statistic groups, got an input of shape " + Arrays.toString(input.shape()) + " "
                    + layerId());
        }
        return training ? groups : 1;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        INDArray normalized =
                groupsOf(training) == 1 ? super.activate(training, workspaceMgr) : activateGroups(workspaceMgr);
        if (!relu) {
            return normalized;
        }
        INDArray output = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, normalized.dataType(), normalized.shape(), normalized.ordering());
        Relu.forward(normalized, output);
        activated = training ? output : null;
        return output;
    }

    private INDArray activateGroups(LayerWorkspaceMgr workspaceMgr) {
        INDArray all = input;
        INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, all.shape(), 'c');
        for (int g = 0; g < groups; g++) {
            input = rows(all, g);
            rows(output, g).assign(super.activate(true, workspaceMgr));
        }
        input = all;
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray delta = epsilon;
        if (relu) {
            delta = workspaceMgr.createUninitialized(
                    ArrayType.BP_WORKING_MEM, dataType, activated.shape(), activated.ordering());
            Relu.backward(activated, epsilon, delta);
            activated = null;
        }
        return groups == 1 ? super.backpropGradient(delta, workspaceMgr) : backwardGroups(delta, workspaceMgr);
    }

    /**
     * The stock layer keeps one group's intermediate results, so each group runs forward again before it runs backward.
     */
    private Pair<Gradient, INDArray> backwardGroups(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray all = input;
        INDArray inputGradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, all.shape(), 'c');
        INDArray total = null;
        Gradient gradient = null;
        for (int g = 0; g < groups; g++) {
            input = rows(all, g);
            super.activate(true, workspaceMgr);
            Pair<Gradient, INDArray> group = super.backpropGradient(rows(epsilon, g), workspaceMgr);
            rows(inputGradient, g).assign(group.getSecond());
            gradient = group.getFirst();
            total = total == null ? gradientsFlattened.dup() : total.addi(gradientsFlattened);
        }
        input = all;
        gradientsFlattened.assign(total);
        for (String statistic : new String[] {GLOBAL_MEAN, GLOBAL_VAR, GLOBAL_LOG_STD}) {
            if (gradientViews.containsKey(statistic)) {
                gradientViews.get(statistic).divi(groups);
            }
        }
        return new Pair<>(gradient, inputGradient);
    }

    private INDArray rows(INDArray array, int group) {
        long size = array.size(0) / groups;
        INDArrayIndex[] index = new INDArrayIndex[array.rank()];
        Arrays.fill(index, NDArrayIndex.all());
        index[0] = NDArrayIndex.interval(group * size, (group + 1) * size);
        return array.get(index);
    }

    @Override
    public void clear() {
        super.clear();
        activated = null;
    }
}
