package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.optim.TrainedRuns.Run;
import io.ssl4j.core.optim.UpdateRule.BlockStep;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a rule over the trained segments of one group: reads a block of parameters, gradients and moments, updates it,
 * writes it back. Nothing of the size of the parameters is allocated per update. Statistics are neither read nor
 * written.
 */
final class RuleUpdater implements ParameterUpdater {

    private final UpdateRule rule;
    private final BiasAndNorm biasAndNorm;
    private final List<Run> runs;
    private final Map<String, INDArray> state;
    private final UpdateBlocks blocks;
    private long updates;

    /** @param usual how biases and normalisation parameters are trained if the group does not say it */
    RuleUpdater(UpdateRule rule, ParameterGroup group, BiasAndNorm usual) {
        Parameters parameters = group.network().parameters();
        this.rule = rule;
        this.biasAndNorm = group.biasAndNorm().orElse(usual);
        this.runs = TrainedRuns.of(parameters, group.segments(), biasAndNorm, rule instanceof LayerwiseRule);
        this.state = zeros(rule.moments(), parameters.values());
        this.blocks = runs.isEmpty() ? null : UpdateBlocks.of(parameters, state.values());
    }

    /** Allocates zeros outside any workspace, since moments live as long as the run. */
    private static Map<String, INDArray> zeros(List<String> names, INDArray like) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            for (String name : names) {
                arrays.put(name, Nd4j.zeros(like.dataType(), Math.max(1, like.length())));
            }
        }
        return Collections.unmodifiableMap(arrays);
    }

    @Override
    public void update(double learningRate, double weightDecay) {
        Require.notNegative("learningRate", learningRate);
        Require.notNegative("weightDecay", weightDecay);
        updates++;
        BlockStep weights = rule.step(updates, learningRate, weightDecay);
        double otherRate = learningRate * biasAndNorm.learningRateScale();
        BlockStep others = rule.step(updates, otherRate, biasAndNorm.decayed() ? weightDecay : 0);
        for (Run run : runs) {
            BlockStep step = run.weight() ? weights : others;
            if (run.decayed() && rule instanceof LayerwiseRule layerwise) {
                step = layerwiseStep(layerwise, run, run.weight() ? learningRate : otherRate, weightDecay);
            }
            for (int from = run.from(); from < run.to(); from += FlatArray.BLOCK) {
                blocks.update(step, from, Math.min(FlatArray.BLOCK, run.to() - from));
            }
        }
    }

    /** Computes both norms in one pass over the tensor, and returns the step. */
    private BlockStep layerwiseStep(LayerwiseRule layerwise, Run run, double learningRate, double weightDecay) {
        double[] squares = new double[2];
        for (int from = run.from(); from < run.to(); from += FlatArray.BLOCK) {
            blocks.addSquares(from, Math.min(FlatArray.BLOCK, run.to() - from), squares);
        }
        return layerwise.step(updates, learningRate, weightDecay, Math.sqrt(squares[0]), Math.sqrt(squares[1]));
    }

    @Override
    public Map<String, INDArray> state() {
        return state;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public void restoreUpdates(long newUpdates) {
        if (newUpdates < 0) {
            throw new IllegalArgumentException("the number of updates made is at least 0, got " + newUpdates);
        }
        updates = newUpdates;
    }
}
