package io.ssl4j.noncontrastive.byol;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.BothDirections;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract sees the loss both ways round; here is what it says of predictions and targets. */
class ByolLossTest extends TwoViewLossContract {

    @Override
    protected TwoViewLoss loss() {
        return new BothDirections(ByolLoss::evaluate);
    }

    /** Equation 2 as it stands: the squared distance of the two unit vectors. */
    @Override
    protected double oracle(double[][] p, double[][] t) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double lengthOfP = length(p[i]);
            double lengthOfT = length(t[i]);
            for (int j = 0; j < p[i].length; j++) {
                sum += Math.pow(p[i][j] / lengthOfP - t[i][j] / lengthOfT, 2);
            }
        }
        return sum / p.length;
    }

    private static double length(double[] row) {
        double squares = 0;
        for (double value : row) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    @Test
    void targetsAreConstants() {
        INDArray targets = gaussian(41, 6, 3);
        FiniteDifferences.check(p -> ByolLoss.evaluate(p.get(0), targets), gaussian(42, 6, 3));
    }

    @Test
    void aPerfectPredictionCostsNothingAndAnOppositeOneFour() {
        INDArray p = gaussian(43, 4, 3);
        assertThat(ByolLoss.evaluate(p, p).value()).isCloseTo(0, within(1e-12));
        assertThat(ByolLoss.evaluate(p, p.mul(7)).gradient().amaxNumber().doubleValue())
                .isLessThan(1e-12);
        assertThat(ByolLoss.evaluate(p, p.neg()).value()).isCloseTo(4, within(1e-12));
    }

    /** Twice the negative cosine, which is 0 there, and 2. */
    @Test
    void zeroRowsCostTwoAndTakeNoGradient() {
        INDArray p = gaussian(44, 4, 3);
        LossResult zeroTargets = ByolLoss.evaluate(p, p.like());
        assertThat(zeroTargets.value()).isEqualTo(2);
        assertThat(zeroTargets.gradient().amaxNumber().doubleValue()).isZero();
        LossResult zeroPredictions = ByolLoss.evaluate(p.like(), p);
        assertThat(zeroPredictions.value()).isEqualTo(2);
        assertThat(zeroPredictions.gradient().amaxNumber().doubleValue()).isZero();
    }

    @Test
    void predictionsAndTargetsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> ByolLoss.evaluate(gaussian(45, 4, 3), gaussian(46, 4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predictions and targets must have the same shape and type, got [4, 3] DOUBLE and"
                        + " [4, 2] DOUBLE");
    }
}
