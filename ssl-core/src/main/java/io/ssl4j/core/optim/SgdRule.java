package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;
import java.util.List;

/** The arithmetic of {@link Sgd}. */
record SgdRule(double momentum, boolean nesterov) implements UpdateRule {

    @Override
    public List<String> moments() {
        return momentum == 0 ? List.of() : List.of("momentum");
    }

    @Override
    public BlockStep step(long update, double learningRate, double weightDecay) {
        return step(learningRate, weightDecay, 1);
    }

    /** As above, with gradient and decay scaled: {@code d = scale (g + weightDecay p)}. */
    BlockStep step(double learningRate, double weightDecay, double scale) {
        if (momentum == 0) {
            return new Plain(learningRate * scale, weightDecay);
        }
        return new WithMomentum(learningRate, weightDecay, scale, momentum, nesterov);
    }

    private record Plain(double learningRate, double weightDecay) implements BlockStep {

        @Override
        public void run(float[] p, float[] g, float[][] moments, int n) {
            float lr = (float) learningRate;
            float decay = (float) weightDecay;
            for (int i = 0; i < n; i++) {
                p[i] -= lr * (g[i] + decay * p[i]);
            }
        }

        @Override
        public void run(double[] p, double[] g, double[][] moments, int n) {
            for (int i = 0; i < n; i++) {
                p[i] -= learningRate * (g[i] + weightDecay * p[i]);
            }
        }
    }

    /** Nesterov's look-ahead adds {@code d} once more: {@code p -= lr (ahead d + reach v)}. */
    private record WithMomentum(
            double learningRate, double weightDecay, double scale, double momentum, boolean nesterov)
            implements BlockStep {

        @Override
        public void run(float[] p, float[] g, float[][] moments, int n) {
            float lr = (float) learningRate;
            float decay = (float) weightDecay;
            float factor = (float) scale;
            float mu = (float) momentum;
            float ahead = nesterov ? 1 : 0;
            float reach = nesterov ? mu : 1;
            float[] v = moments[0];
            for (int i = 0; i < n; i++) {
                float d = factor * (g[i] + decay * p[i]);
                v[i] = mu * v[i] + d;
                p[i] -= lr * (ahead * d + reach * v[i]);
            }
        }

        @Override
        public void run(double[] p, double[] g, double[][] moments, int n) {
            double ahead = nesterov ? 1 : 0;
            double reach = nesterov ? momentum : 1;
            double[] v = moments[0];
            for (int i = 0; i < n; i++) {
                double d = scale * (g[i] + weightDecay * p[i]);
                v[i] = momentum * v[i] + d;
                p[i] -= learningRate * (ahead * d + reach * v[i]);
            }
        }
    }

    /** Requires a momentum in {@code [0, 1)}, and above 0 for Nesterov's. */
    static void requireMomentum(double momentum, boolean nesterov) {
        Require.fraction("momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException(
                    "Nesterov's momentum needs a momentum above 0, got 0; set one, or nesterov = false");
        }
    }
}
