package io.ssl4j.contrastive.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.TestArrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class InfoNceLossTest {

    @Nested
    class Symmetric extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return InfoNceLoss.symmetric(temperature);
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return SimilarityLoops.infoNce(z1, z2, 0.5) + SimilarityLoops.infoNce(z2, z1, 0.5);
        }

        @Override
        double valueAtCollapse(int n) {
            return 2 * Math.log(n);
        }

        /** In each direction one logit of 1/t and N-1 of 0. */
        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return 2 * (Math.log(Math.exp(1 / temperature) + n - 1) - 1 / temperature);
        }
    }

    @Nested
    class Clip extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return InfoNceLoss.clip(temperature);
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return (SimilarityLoops.infoNce(z1, z2, 0.5) + SimilarityLoops.infoNce(z2, z1, 0.5)) / 2;
        }

        @Override
        double valueAtCollapse(int n) {
            return Math.log(n);
        }

        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return Math.log(Math.exp(1 / temperature) + n - 1) - 1 / temperature;
        }
    }

    @Test
    void clipIsHalfOfTheSum() {
        INDArray z1 = TestArrays.gaussian(1, 6, 4);
        INDArray z2 = TestArrays.gaussian(2, 6, 4);
        double sum = InfoNceLoss.symmetric(0.2).evaluate(z1, z2).value();
        assertThat(InfoNceLoss.clip(0.2).evaluate(z1, z2).value()).isEqualTo(sum / 2);
    }
}
