package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.SegmentKind;
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
 * writes it back. Nothing is allocated per update. Statistics are neither read nor written.
 */
final class RuleUpdater implements ParameterUpdater {

    private final UpdateRule rule;
    private final List<Run> runs;
    private final FlatArray values;
    private final FlatArray gradients;
    private final Map<String, INDArray> state;
    private final FlatArray[] moments;
    private final Blocks blocks;
    private long updates;

    RuleUpdater(UpdateRule rule, ParameterGroup group) {
        Parameters parameters = group.network().parameters();
        this.rule = rule;
        this.runs =
                TrainedRuns.of(parameters, segment -> segment.kind() == SegmentKind.WEIGHT || group.decayBiasAndNorm());
        this.state = zeros(rule.moments(), parameters.values());
        this.moments = state.values().stream().map(FlatArray::of).toArray(FlatArray[]::new);
        if (runs.isEmpty()) {
            this.values = null;
            this.gradients = null;
            this.blocks = null;
        } else {
            this.values = FlatArray.of(parameters.values());
            this.gradients = FlatArray.of(parameters.gradients());
            this.blocks = values.isDouble() ? new DoubleBlocks(moments.length) : new FloatBlocks(moments.length);
        }
    }

    /** Outside any workspace: moments live as long as the run. */
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
        Hyper.requireNotNegative("learningRate", learningRate);
        Hyper.requireNotNegative("weightDecay", weightDecay);
        updates++;
        BlockStep plain = rule.step(updates, learningRate, 0);
        BlockStep decaying = rule.step(updates, learningRate, weightDecay);
        for (Run run : runs) {
            BlockStep step = run.decayed() ? decaying : plain;
            for (int from = run.from(); from < run.to(); from += FlatArray.BLOCK) {
                blocks.update(step, from, Math.min(FlatArray.BLOCK, run.to() - from));
            }
        }
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

    /** The scratch of one block, in the parameters' own precision. */
    private interface Blocks {
        void update(BlockStep step, int from, int n);
    }

    private final class FloatBlocks implements Blocks {
        private final float[] p = new float[FlatArray.BLOCK];
        private final float[] g = new float[FlatArray.BLOCK];
        private final float[][] m;

        FloatBlocks(int momentCount) {
            m = new float[momentCount][FlatArray.BLOCK];
        }

        @Override
        public void update(BlockStep step, int from, int n) {
            values.read(from, p, n);
            gradients.read(from, g, n);
            for (int k = 0; k < m.length; k++) {
                moments[k].read(from, m[k], n);
            }
            step.run(p, g, m, n);
            values.write(from, p, n);
            for (int k = 0; k < m.length; k++) {
                moments[k].write(from, m[k], n);
            }
        }
    }

    private final class DoubleBlocks implements Blocks {
        private final double[] p = new double[FlatArray.BLOCK];
        private final double[] g = new double[FlatArray.BLOCK];
        private final double[][] m;

        DoubleBlocks(int momentCount) {
            m = new double[momentCount][FlatArray.BLOCK];
        }

        @Override
        public void update(BlockStep step, int from, int n) {
            values.read(from, p, n);
            gradients.read(from, g, n);
            for (int k = 0; k < m.length; k++) {
                moments[k].read(from, m[k], n);
            }
            step.run(p, g, m, n);
            values.write(from, p, n);
            for (int k = 0; k < m.length; k++) {
                moments[k].write(from, m[k], n);
            }
        }
    }
}
