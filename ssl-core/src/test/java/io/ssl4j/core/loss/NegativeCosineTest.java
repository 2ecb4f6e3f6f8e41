package io.ssl4j.core.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.BothDirections;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract sees the loss both ways round; here is what it says of predictions and targets. */
class NegativeCosineTest extends TwoViewLossContract {

    @Override
    protected TwoViewLoss loss() {
        return new BothDirections(NegativeCosine::evaluate);
    }

    @Override
    protected double oracle(double[][] p, double[][] t) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double product = 0;
            double squaresOfP = 0;
            double squaresOfT = 0;
            for (int j = 0; j < p[i].length; j++) {
                product += p[i][j] * t[i][j];
                squaresOfP += p[i][j] * p[i][j];
                squaresOfT += t[i][j] * t[i][j];
            }
            sum -= product / Math.sqrt(squaresOfP * squaresOfT);
        }
        return sum / p.length;
    }

    @Test
    void targetsAreConstants() {
        INDArray targets = gaussian(41, 6, 3);
        FiniteDifferences.check(p -> NegativeCosine.evaluate(p.get(0), targets), gaussian(42, 6, 3));
        assertThat(NegativeCosine.evaluate(gaussian(42, 1, 3), gaussian(41, 1, 3))
                        .gradients())
                .hasSize(1);
    }

    @Test
    void equalDirectionsAreMinusOneOppositeOnesOneAndRightAnglesZero() {
        INDArray p = gaussian(43, 6, 3);
        assertThat(NegativeCosine.evaluate(p, p.mul(2)).value()).isCloseTo(-1, within(1e-12));
        assertThat(NegativeCosine.evaluate(p, p.mul(2)).gradient().amaxNumber().doubleValue())
                .isLessThan(1e-12);
        assertThat(NegativeCosine.evaluate(p, p.mul(-3)).value()).isCloseTo(1, within(1e-12));
        LossResult rightAngle = NegativeCosine.evaluate(of(new double[] {2, 0}), of(new double[] {0, 5}));
        assertThat(rightAngle.value()).isZero();
        assertClose("gradient", rightAngle.gradient(), of(new double[] {0, -0.5}), 1e-12);
    }

    /** A zero row has cosine 0 and its share of the mean; the prediction of a zero target is pulled nowhere. */
    @Test
    void zeroTargetsAndZeroPredictionsTakeNoGradient() {
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            INDArray p = gaussian(44, 5, 4).castTo(type);
            INDArray t = gaussian(45, 5, 4).castTo(type);
            LossResult whole = NegativeCosine.evaluate(p, t);
            double ofRow = NegativeCosine.evaluate(Embeddings.rows(p, 2, 3), Embeddings.rows(t, 2, 3))
                            .value()
                    / 5;
            for (double length : new double[] {0, 1e-14}) {
                assertRowTwoIsLeftOut(NegativeCosine.evaluate(p, withRowTwoScaled(t, length)), whole, ofRow);
                assertRowTwoIsLeftOut(NegativeCosine.evaluate(withRowTwoScaled(p, length), t), whole, ofRow);
            }
        }
    }

    private static INDArray withRowTwoScaled(INDArray matrix, double factor) {
        INDArray copy = matrix.dup();
        copy.getRow(2).muli(factor);
        return copy;
    }

    private static void assertRowTwoIsLeftOut(LossResult result, LossResult whole, double ofRow) {
        assertThat(result.value()).isCloseTo(whole.value() - ofRow, within(1e-12));
        INDArray expected = whole.gradient().dup();
        expected.getRow(2).assign(0);
        assertClose("gradient", result.gradient(), expected, 0);
    }

    @Test
    void predictionsAndTargetsThatDoNotFitAreRefused() {
        INDArray p = gaussian(46, 4, 3);
        assertThatThrownBy(() -> NegativeCosine.evaluate(p, gaussian(47, 5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("predictions and targets must have the same shape and type, got [4, 3] DOUBLE and [5, 3]"
                        + " DOUBLE; row i of each belongs to the same sample");
        assertThatThrownBy(() -> NegativeCosine.evaluate(p.castTo(DataType.FLOAT), p))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got [4, 3] FLOAT and [4, 3] DOUBLE");
        assertThatThrownBy(() -> NegativeCosine.evaluate(p.castTo(DataType.INT32), p.castTo(DataType.INT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predictions must be float or double, got INT");
    }
}
