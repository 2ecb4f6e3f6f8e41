package io.ssl4j.core.optim;

import java.util.List;

/** The arithmetic of {@link Adam} and, with decoupled decay, of {@link AdamW}. */
record AdamRule(double beta1, double beta2, double epsilon, boolean decoupledDecay) implements UpdateRule {

    @Override
    public List<String> moments() {
        return List.of("firstMoment", "secondMoment");
    }

    @Override
    public BlockStep step(long update, double learningRate, double weightDecay) {
        return new Step(
                beta1,
                beta2,
                epsilon,
                learningRate / (1 - Math.pow(beta1, update)),
                1 / Math.sqrt(1 - Math.pow(beta2, update)),
                decoupledDecay ? 0 : weightDecay,
                decoupledDecay ? 1 - learningRate * weightDecay : 1);
    }

    /**
     * @param rate the learning rate divided by the first moment's bias
     * @param scale one over the root of the second moment's bias
     * @param pull the factor of the parameter that is added to the gradient
     * @param keep the factor that the parameter is multiplied with first
     */
    private record Step(double beta1, double beta2, double epsilon, double rate, double scale, double pull, double keep)
            implements BlockStep {

        @Override
        public void run(float[] p, float[] g, float[][] moments, int n) {
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float c1 = (float) (1 - beta1);
            float c2 = (float) (1 - beta2);
            float eps = (float) epsilon;
            float lr = (float) rate;
            float unbias = (float) scale;
            float l2 = (float) pull;
            float shrink = (float) keep;
            float[] m = moments[0];
            float[] v = moments[1];
            for (int i = 0; i < n; i++) {
                float d = g[i] + l2 * p[i];
                m[i] = b1 * m[i] + c1 * d;
                v[i] = b2 * v[i] + c2 * d * d;
                p[i] = shrink * p[i] - lr * m[i] / ((float) Math.sqrt(v[i]) * unbias + eps);
            }
        }

        @Override
        public void run(double[] p, double[] g, double[][] moments, int n) {
            double c1 = 1 - beta1;
            double c2 = 1 - beta2;
            double[] m = moments[0];
            double[] v = moments[1];
            for (int i = 0; i < n; i++) {
                double d = g[i] + pull * p[i];
                m[i] = beta1 * m[i] + c1 * d;
                v[i] = beta2 * v[i] + c2 * d * d;
                p[i] = keep * p[i] - rate * m[i] / (Math.sqrt(v[i]) * scale + epsilon);
            }
        }
    }
}
