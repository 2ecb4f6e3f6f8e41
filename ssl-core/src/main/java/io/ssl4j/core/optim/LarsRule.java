package io.ssl4j.core.optim;

import java.util.List;

/** The arithmetic of {@link Lars}: that of {@link SgdRule} with a gradient scaled by each tensor's trust ratio. */
record LarsRule(SgdRule sgd, double trustCoefficient, double epsilon, boolean clipping) implements LayerwiseRule {

    @Override
    public List<String> moments() {
        return sgd.moments();
    }

    @Override
    public BlockStep step(long update, double learningRate, double weightDecay) {
        return sgd.step(update, learningRate, weightDecay);
    }

    @Override
    public BlockStep step(
            long update, double learningRate, double weightDecay, double parameterNorm, double gradientNorm) {
        if (parameterNorm == 0 || gradientNorm == 0) {
            return sgd.step(update, learningRate, 0);
        }
        double ratio = trustCoefficient * parameterNorm / (gradientNorm + weightDecay * parameterNorm + epsilon);
        if (clipping) {
            ratio = ratio < learningRate ? ratio / learningRate : 1;
        }
        return sgd.step(learningRate, weightDecay, ratio);
    }
}
