package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DclLossTest {

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Nested
    class Plain extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return DclLoss.of(temperature);
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return SimilarityLoops.dcl(z1, z2, 0.5, ones(z1.length));
        }

        @Override
        double valueAtCollapse(int n) {
            return Math.log(2 * n - 2);
        }

        /** 2N-2 logits of 0 against one of 1/t. */
        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return Math.log(2 * n - 2) - 1 / temperature;
        }

        @Override
        double smallestValue(int n, double temperature) {
            return Math.log(2 * n - 2) - 2 / temperature;
        }
    }

    @Nested
    class Weighted extends ContrastiveLossContract {

        private static final double SIGMA = 0.5;

        @Override
        TwoViewLoss loss(double temperature) {
            return DclLoss.weighted(temperature, SIGMA);
        }

        /** The weights take no gradient: they stay as they are at these views. */
        @Override
        TwoViewLoss differentiated(double temperature, INDArray z1, INDArray z2) {
            double[] here = new double[(int) z1.size(0)];
            new DclLoss(temperature, cosines -> {
                        DclLoss.weigh(cosines, SIGMA);
                        System.arraycopy(cosines, 0, here, 0, here.length);
                    })
                    .evaluate(z1, z2);
            return new DclLoss(temperature, cosines -> System.arraycopy(here, 0, cosines, 0, here.length));
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return SimilarityLoops.dcl(z1, z2, 0.5, SimilarityLoops.dclWeights(z1, z2, SIGMA));
        }

        @Override
        double valueAtCollapse(int n) {
            return Math.log(2 * n - 2);
        }

        /** All pairs are equally alike, so all weights are 1. */
        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return Math.log(2 * n - 2) - 1 / temperature;
        }

        /** Weights lie in 2-N..2. */
        @Override
        double smallestValue(int n, double temperature) {
            return Math.log(2 * n - 2) - (n - 1) / temperature;
        }
    }

    /** NT-Xent's denominator has the positive besides: the difference is log(1 + exp(pos) / sum of negatives). */
    @Test
    void itLiesBelowNtXent() {
        INDArray z1 = gaussian(1, 6, 4);
        INDArray z2 = gaussian(2, 6, 4);
        assertThat(DclLoss.of(0.2).evaluate(z1, z2).value())
                .isLessThan(new NtXentLoss(0.2).evaluate(z1, z2).value());
    }

    /** Two samples: the pull on a pair does not weaken as it is found, where NT-Xent's does. */
    @Test
    void thePullOnAPairThatIsFoundStays() {
        INDArray z1 = Nd4j.createFromArray(new double[][] {{1, 0.1}, {-1, 0.1}});
        INDArray z2 = Nd4j.createFromArray(new double[][] {{1, -0.1}, {-1, -0.1}});
        LossResult decoupled = DclLoss.of(0.1).evaluate(z1, z2);
        LossResult coupled = new NtXentLoss(0.1).evaluate(z1, z2);
        double pull = decoupled.gradient(0).getDouble(0, 1);
        assertThat(pull).isGreaterThan(0.1);
        assertThat(coupled.gradient(0).getDouble(0, 1)).isLessThan(1e-6 * pull);
    }

    @Test
    void weightsAreLargeForPairsThatAreFarApartAndOneInTheMean() {
        INDArray z1 = gaussian(3, 5, 4);
        INDArray z2 = gaussian(4, 5, 4);
        double[] weights = SimilarityLoops.dclWeights(rows(z1), rows(z2), 0.5);
        double[] cosines = new double[5];
        for (int i = 0; i < 5; i++) {
            cosines[i] = SimilarityLoops.cosine(rows(z1)[i], rows(z2)[i]);
        }
        double[] derived = cosines.clone();
        DclLoss.weigh(derived, 0.5);
        assertClose("weights", Nd4j.createFromArray(derived), Nd4j.createFromArray(weights), 1e-12);
        assertThat(Arrays.stream(derived).average().orElseThrow())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(derived[indexOfSmallest(cosines)])
                .isEqualTo(Arrays.stream(derived).max().orElseThrow());
    }

    private static int indexOfSmallest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] < values[best] ? i : best;
        }
        return best;
    }

    @Test
    void aWideSigmaGivesAllPairsTheSameWeight() {
        INDArray z1 = gaussian(5, 6, 4).castTo(DataType.DOUBLE);
        INDArray z2 = gaussian(6, 6, 4).castTo(DataType.DOUBLE);
        assertClose(
                "value",
                DclLoss.weighted(0.5, 1e12).evaluate(z1, z2).value(),
                DclLoss.of(0.5).evaluate(z1, z2).value(),
                1e-10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSigmaThatIsNotPositiveIsRefused(double sigma) {
        assertThatThrownBy(() -> DclLoss.weighted(0.1, sigma))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sigma must be finite and above 0, got " + sigma);
    }
}
