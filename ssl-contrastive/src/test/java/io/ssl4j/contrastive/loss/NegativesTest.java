package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.contrastive.loss.Negatives.Weighting;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NegativesTest {

    @Nested
    class Decoupled extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return InfoNceLoss.symmetric(temperature, Negatives.decoupled());
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return NegativeLoops.across(z1, z2, NegativeLoops.decoupled(0.5));
        }

        @Override
        double valueAtCollapse(int n) {
            return 2 * Math.log(n - 1);
        }

        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return 2 * (Math.log(n - 1) - 1 / temperature);
        }

        @Override
        double smallestValue(int n, double temperature) {
            return 2 * (Math.log(n - 1) - 2 / temperature);
        }
    }

    @Nested
    class Debiased extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return new NtXentLoss(temperature, Negatives.debiased(0.1));
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return NegativeLoops.among(z1, z2, NegativeLoops.debiased(0.5, 0.1));
        }

        /** What is taken away of each negative, it gains by the division. */
        @Override
        double valueAtCollapse(int n) {
            return Math.log(2 * n - 1);
        }

        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return NegativesTest.valueOfOrthogonalSamples(n, temperature, 0.1);
        }
    }

    @Nested
    class Hard extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            return new NtXentLoss(temperature, Negatives.hard(0.05, 1.5));
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return NegativeLoops.among(z1, z2, NegativeLoops.hard(0.5, 0.05, 1.5));
        }

        @Override
        double valueAtCollapse(int n) {
            return Math.log(2 * n - 1);
        }

        /** Negatives that are equally similar have equal weights. */
        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return NegativesTest.valueOfOrthogonalSamples(n, temperature, 0.05);
        }
    }

    /** 2N-2 logits of 0 corrected by one of 1/t, or held by the floor. */
    private static double valueOfOrthogonalSamples(int n, double t, double tauPlus) {
        double m = 2 * n - 2;
        double corrected = (m - tauPlus * m * Math.exp(1 / t)) / (1 - tauPlus);
        return Math.log1p(Math.max(corrected, m * Math.exp(-1 / t)) * Math.exp(-1 / t));
    }

    @Nested
    class Cancelling extends TwoViewLossContract {

        @Override
        protected TwoViewLoss loss() {
            return new NtXentLoss(0.5, Negatives.softmax().withCancelAbove(0.6));
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return NegativeLoops.among(z1, z2, NegativeLoops.cancelling(NegativeLoops.softmax(0.5), 0.6));
        }
    }

    private static final INDArray Z1 = gaussian(1, 6, 3);
    private static final INDArray Z2 = Z1.add(gaussian(2, 6, 3).mul(0.7));

    /** Other temperatures, both kinds of loss, with and without cancellation. */
    @Test
    void everyVariantAgreesWithLoopsAndDifferences() {
        for (double t : new double[] {0.1, 1}) {
            Map<Negatives, NegativeLoops.Row> variants = Map.of(
                    Negatives.decoupled(), NegativeLoops.decoupled(t),
                    Negatives.debiased(0.02), NegativeLoops.debiased(t, 0.02),
                    Negatives.debiased(0.3), NegativeLoops.debiased(t, 0.3),
                    Negatives.hard(0, 2), NegativeLoops.hard(t, 0, 2),
                    Negatives.hard(0.1, 0.5), NegativeLoops.hard(t, 0.1, 0.5));
            variants.forEach((negatives, row) -> {
                check(negatives, row, t);
                check(negatives.withCancelAbove(0.5), NegativeLoops.cancelling(row, 0.5), t);
            });
        }
    }

    private static void check(Negatives negatives, NegativeLoops.Row row, double t) {
        NtXentLoss among = new NtXentLoss(t, negatives);
        InfoNceLoss across = InfoNceLoss.symmetric(t, negatives);
        String what = negatives + " at " + t;
        assertClose(what, among.evaluate(Z1, Z2).value(), NegativeLoops.among(rows(Z1), rows(Z2), row), 1e-10);
        assertClose(what, across.evaluate(Z1, Z2).value(), NegativeLoops.across(rows(Z1), rows(Z2), row), 1e-10);
        FiniteDifferences.check(z -> among.evaluate(z.get(0), z.get(1)), Z1, Z2);
        FiniteDifferences.check(z -> across.evaluate(z.get(0), z.get(1)), Z1, Z2);
    }

    /** By hand, with differences: a row that is held by the floor, and one that is above it. */
    @Test
    void theFloorHoldsWhereThePositiveOutweighsTheNegatives() {
        double[] atFloor = {2, -1, Double.NEGATIVE_INFINITY, -2};
        double[] above = {-1, 1, Double.NEGATIVE_INFINITY, 2};
        for (double beta : new double[] {0, 1.5}) {
            checkDifferences(new DebiasedRow(0.5, beta, 0.4), atFloor);
            checkDifferences(new DebiasedRow(0.5, beta, 0.4), above);
        }
        double value = new DebiasedRow(0.5, 0, 0.4).evaluate(atFloor, 0);
        assertClose("value", value, Math.log(Math.exp(2) + 2 * Math.exp(-2.5)) - 2, 1e-12);
        assertThat(atFloor[1]).isZero();
        assertThat(atFloor[3]).isZero();
        double ng = (Math.exp(1) + Math.exp(2) - 0.5 * 2 * Math.exp(-1)) / 0.5;
        assertClose("value", new DebiasedRow(0.5, 0, 0.4).evaluate(above, 0), Math.log(Math.exp(-1) + ng) + 1, 1e-12);
        assertThat(above[1]).isPositive();
        assertThat(above[2]).isZero();
    }

    private static void checkDifferences(RowObjective row, double[] logits) {
        double[] gradient = logits.clone();
        row.evaluate(gradient, 0);
        for (int j : new int[] {0, 1, 3}) {
            double[] more = logits.clone();
            double[] less = logits.clone();
            more[j] += 1e-6;
            less[j] -= 1e-6;
            double difference = (row.evaluate(more, 0) - row.evaluate(less, 0)) / 2e-6;
            assertThat(gradient[j]).as("%s at %d", row, j).isCloseTo(difference, within(1e-8));
        }
    }

    @Test
    void withoutCorrectionAndWeightsTheyAreTheSoftmax() {
        LossResult softmax = new NtXentLoss(0.2).evaluate(Z1, Z2);
        for (Negatives same : List.of(
                Negatives.debiased(0), Negatives.hard(0, 0), Negatives.softmax().withCancelAbove(1))) {
            LossResult result = new NtXentLoss(0.2, same).evaluate(Z1, Z2);
            assertClose("value", result.value(), softmax.value(), 1e-12);
            assertClose("gradient", result.gradient(0), softmax.gradient(0), 1e-10);
        }
        assertThat(new NtXentLoss(0.2, Negatives.decoupled()).evaluate(Z1, Z2).value())
                .isEqualTo(DclLoss.of(0.2).evaluate(Z1, Z2).value());
    }

    /**
     * The most similar negative is pushed away more than by the softmax; the least similar one, through its weight,
     * less.
     */
    @Test
    void hardNegativesPushMore() {
        double[] plain = {0, 1, 0.5, -1};
        double[] hard = plain.clone();
        RowObjective.SOFTMAX.evaluate(plain, 0);
        new DebiasedRow(0, 1, 1).evaluate(hard, 0);
        assertThat(hard[1]).isGreaterThan(plain[1]);
        assertThat(hard[3]).isLessThan(plain[3]);
    }

    /** The second negative, nearly the query itself, is left out; the value is that of the other one alone. */
    @Test
    void negativesAboveTheThresholdAreLeftOut() {
        double[] row = {0.5, 0.2, 1.9, Double.NEGATIVE_INFINITY};
        double value = Negatives.softmax().withCancelAbove(0.9).objective(0.5).evaluate(row, 0);
        assertClose("value", value, Math.log(1 + Math.exp(-0.3)), 1e-12);
        assertThat(row[2]).isZero();
        assertThat(row[1]).isPositive();
    }

    @Test
    void aRowWithoutNegativesCostsNothing() {
        INDArray z = Nd4j.ones(DataType.DOUBLE, 4, 3);
        for (Negatives negatives :
                List.of(Negatives.softmax(), Negatives.decoupled(), Negatives.debiased(0.1), Negatives.hard(0.1, 1))) {
            LossResult result = new NtXentLoss(0.5, negatives.withCancelAbove(0.9)).evaluate(z, z);
            assertThat(result.value()).isZero();
            assertThat(result.gradient(0).amaxNumber().doubleValue()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e3})
    void noVariantOverflows(double temperature) {
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            INDArray z1 = gaussian(3, 16, 4).castTo(type);
            for (INDArray z2 : List.of(gaussian(4, 16, 4).castTo(type), z1.neg(), z1)) {
                for (Negatives negatives : List.of(
                        Negatives.decoupled(),
                        Negatives.debiased(0.5),
                        Negatives.hard(0.1, 5),
                        Negatives.hard(0, 1).withCancelAbove(-0.5))) {
                    LossResult result = new NtXentLoss(temperature, negatives).evaluate(z1, z2);
                    assertThat(result.value()).as(negatives.toString()).isFinite();
                    Agreement.assertFinite(negatives.toString(), result.gradient(0));
                    Agreement.assertFinite(negatives.toString(), result.gradient(1));
                }
            }
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Negatives.debiased(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "tau-plus, the share of false negatives, must be at least 0 and below 1, got 1.0");
        assertThatThrownBy(() -> Negatives.debiased(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> Negatives.hard(0.1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be finite and at least 0, got -1.0");
        assertThatThrownBy(() -> Negatives.softmax().withCancelAbove(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cancel-above must be a cosine in -1..1, got 1.5");
        assertThatThrownBy(() -> new Negatives(Weighting.SOFTMAX, 0.1, 0, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tau-plus is of debiased and hard negatives, got 0.1 with SOFTMAX");
        assertThatThrownBy(() -> new Negatives(Weighting.DEBIASED, 0.1, 2, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta is of hard negatives, got 2.0 with DEBIASED");
    }
}
