package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.FiniteDifferences;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class QueryKeyLossTest {

    /** Both views ask and answer, with the gradients at both sides: every contract of a loss of two views. */
    @Nested
    class BothDirections extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            QueryKeyLoss loss = new QueryKeyLoss(temperature);
            return (z1, z2) -> {
                LossResult there = loss.evaluate(z1, z2);
                LossResult back = loss.evaluate(z2, z1);
                double accuracy =
                        (there.terms().get(QueryKeyLoss.ACCURACY) + back.terms().get(QueryKeyLoss.ACCURACY)) / 2;
                return new LossResult(
                        there.value() + back.value(),
                        List.of(
                                there.gradient()
                                        .addi(loss.evaluateAtKeys(z2, z1).gradient()),
                                back.gradient().addi(loss.evaluateAtKeys(z1, z2).gradient())),
                        Map.of(QueryKeyLoss.ACCURACY, accuracy));
            };
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return SimilarityLoops.infoNce(z1, z2, 0.5) + SimilarityLoops.infoNce(z2, z1, 0.5);
        }

        @Override
        double valueAtCollapse(int n) {
            return 2 * Math.log(n);
        }

        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return 2 * (Math.log(Math.exp(1 / temperature) + n - 1) - 1 / temperature);
        }
    }

    private static final QueryKeyLoss LOSS = new QueryKeyLoss(0.2);
    private static final INDArray Q = gaussian(1, 6, 4);
    private static final INDArray K = gaussian(2, 6, 4);

    @Test
    void oneDirectionAgreesWithTheFormulaInLoops() {
        double expected = SimilarityLoops.infoNce(rows(Q), rows(K), 0.2);
        assertClose("at queries", LOSS.evaluate(Q, K).value(), expected, 1e-12);
        assertClose("at keys", LOSS.evaluateAtKeys(Q, K).value(), expected, 1e-12);
        assertThat(expected).isNotEqualTo(SimilarityLoops.infoNce(rows(K), rows(Q), 0.2));
    }

    @Test
    void eachSideHasTheCentralDifferencesOfItsOwn() {
        for (double temperature : new double[] {0.07, 0.5, 2}) {
            QueryKeyLoss loss = new QueryKeyLoss(temperature);
            FiniteDifferences.check(z -> loss.evaluate(z.get(0), K), Q);
            FiniteDifferences.check(z -> loss.evaluateAtKeys(Q, z.get(0)), K);
            FiniteDifferences.check(z -> loss.evaluateStacked(z.get(0), K), Q);
            FiniteDifferences.check(z -> loss.evaluateStackedAtKeys(Q, z.get(0)), K);
        }
    }

    /** Rows 0 to 2 are one view, rows 3 to 5 the other: keys of the other half are no negatives. */
    @Test
    void aStackIsTheSumOfItsViews() {
        double[][] q = rows(Q);
        double[][] k = rows(K);
        double expected = SimilarityLoops.infoNce(half(q, 0), half(k, 0), 0.2)
                + SimilarityLoops.infoNce(half(q, 3), half(k, 3), 0.2);
        assertClose("value", LOSS.evaluateStacked(Q, K).value(), expected, 1e-12);
        assertClose("value", LOSS.evaluateStackedAtKeys(Q, K).value(), expected, 1e-12);
        LossResult first = LOSS.evaluate(Embeddings.half(Q, 0), Embeddings.half(K, 0));
        LossResult second = LOSS.evaluate(Embeddings.half(Q, 1), Embeddings.half(K, 1));
        assertThat(LOSS.evaluateStacked(Q, K).terms().get(QueryKeyLoss.ACCURACY))
                .isEqualTo((first.terms().get(QueryKeyLoss.ACCURACY)
                                + second.terms().get(QueryKeyLoss.ACCURACY))
                        / 2);
    }

    private static double[][] half(double[][] rows, int from) {
        return new double[][] {rows[from], rows[from + 1], rows[from + 2]};
    }

    @Test
    void zeroRowsAndIdenticalRowsStayFinite() {
        INDArray withZero = Q.dup();
        withZero.getRow(2).assign(0);
        INDArray alike = Nd4j.ones(DataType.DOUBLE, 6, 4).muli(0.3);
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            for (INDArray[] pair : new INDArray[][] {
                {withZero, K},
                {K, withZero},
                {withZero, withZero},
                {alike, alike},
                {alike, K},
                {Q, Q},
                {Q.like(), Q.like()}
            }) {
                for (LossResult result : List.of(
                        LOSS.evaluate(pair[0].castTo(type), pair[1].castTo(type)),
                        LOSS.evaluateAtKeys(pair[0].castTo(type), pair[1].castTo(type)))) {
                    assertThat(result.value()).isFinite().isNotNegative();
                    assertFinite("gradient", result.gradient());
                    assertThat(result.gradient().dataType()).isEqualTo(type);
                }
            }
        }
        assertThat(LOSS.evaluate(withZero, K).gradient().getRow(2).amaxNumber().doubleValue())
                .isZero();
        assertThat(LOSS.evaluateAtKeys(K, withZero)
                        .gradient()
                        .getRow(2)
                        .amaxNumber()
                        .doubleValue())
                .isZero();
        assertClose("all alike", LOSS.evaluate(alike, alike).value(), Math.log(6), 1e-12);
    }

    @Test
    void aNotANumberOnEitherSideShowsInTheValue() {
        INDArray broken = Q.dup();
        broken.putScalar(1, 2, Double.NaN);
        assertThat(LOSS.evaluate(broken, K).value()).isNaN();
        assertThat(LOSS.evaluate(K, broken).value()).isNaN();
        assertThat(LOSS.evaluateAtKeys(broken, K).value()).isNaN();
        assertThat(LOSS.evaluateStacked(broken, K).value()).isNaN();
        assertThat(LOSS.evaluateStackedAtKeys(K, broken).value()).isNaN();
    }

    @Test
    void queriesAndKeysThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> LOSS.evaluateAtKeys(Q, gaussian(3, 6, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same shape and type, got [6, 4] DOUBLE and [6, 3] DOUBLE");
        assertThatThrownBy(() -> LOSS.evaluateAtKeys(gaussian(3, 1, 4), gaussian(4, 1, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have at least 2 rows, got shape [1, 4]");
        assertThatThrownBy(() -> LOSS.evaluateStacked(gaussian(3, 5, 4), gaussian(4, 5, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even number of rows, got shape [5, 4]");
        assertThatThrownBy(() -> LOSS.evaluateStackedAtKeys(Q, gaussian(4, 8, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same shape and type, got [3, 4] DOUBLE and [4, 4] DOUBLE");
    }
}
