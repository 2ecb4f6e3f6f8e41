package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.TwoViewLoss;

class NtXentLossTest extends ContrastiveLossContract {

    @Override
    TwoViewLoss loss(double temperature) {
        return new NtXentLoss(temperature);
    }

    @Override
    protected double oracle(double[][] z1, double[][] z2) {
        return SimilarityLoops.ntXent(z1, z2, 0.5);
    }

    @Override
    double valueAtCollapse(int n) {
        return Math.log(2 * n - 1);
    }

    /** One logit of 1/t and 2N-2 of 0. */
    @Override
    double valueOfOrthogonalSamples(int n, double temperature) {
        return Math.log(Math.exp(1 / temperature) + 2 * n - 2) - 1 / temperature;
    }
}
