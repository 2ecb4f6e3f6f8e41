package io.ssl4j.core.testing;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** SGD with momentum in a loop: {@code v = momentum v + g; x -= lr (v + decay x)} for trained segments. */
public record MomentumOptimizer(double learningRate, double momentum, double weightDecay) implements Optimizer {

    @Override
    public ParameterUpdater updater(ParameterGroup group) {
        return new Updater(group.network().parameters(), momentum);
    }

    @Override
    public String describe() {
        return "momentum(learningRate=" + learningRate + ", momentum=" + momentum + ", weightDecay=" + weightDecay
                + ")";
    }

    private static final class Updater implements ParameterUpdater {

        private final Parameters parameters;
        private final double momentum;
        private final INDArray velocity;
        private long updates;

        Updater(Parameters parameters, double momentum) {
            this.parameters = parameters;
            this.momentum = momentum;
            this.velocity = Nd4j.zerosLike(parameters.values());
        }

        @Override
        public void update(double learningRate, double weightDecay) {
            updates++;
            for (Segment segment : parameters.segments()) {
                if (segment.trained()) {
                    INDArray x = Parameters.view(parameters.values(), segment);
                    INDArray v = Parameters.view(velocity, segment);
                    v.muli(momentum).addi(Parameters.view(parameters.gradients(), segment));
                    x.subi(x.mul(weightDecay).addi(v).muli(learningRate));
                }
            }
        }

        @Override
        public Map<String, INDArray> state() {
            return Map.of("velocity", velocity);
        }

        @Override
        public long updates() {
            return updates;
        }

        @Override
        public void restoreUpdates(long newUpdates) {
            updates = newUpdates;
        }
    }
}
