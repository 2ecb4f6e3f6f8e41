package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.GoldenLosses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class QueueInfoNceLossTest {

    private final QueueInfoNceLoss loss = new QueueInfoNceLoss(0.2);

    private static INDArray unit(INDArray rows) {
        return RowNormalization.of(rows).unit();
    }

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(getClass(), Map.of("moco_queue", (golden, inputs) -> new QueueInfoNceLoss(
                        golden.parameter("temperature"))
                .evaluate(inputs.get("query"), inputs.get("const_key"), inputs.get("const_queue"))));
    }

    /** Equation 1 of the paper, term by term; row 4 of the queue is query 1's own. */
    @Test
    void agreesWithTheFormulaInLoops() {
        double[][] q = rows(unit(gaussian(1, 5, 4)));
        double[][] k = rows(unit(gaussian(2, 5, 4)));
        INDArray queue = unit(gaussian(3, 7, 4));
        double[][] n = rows(queue);
        for (boolean excluding : new boolean[] {false, true}) {
            double sum = 0;
            for (int i = 0; i < q.length; i++) {
                double positive = Math.exp(RowMath.dot(q[i], k[i]) / 0.2);
                double all = positive;
                for (int j = 0; j < n.length; j++) {
                    all += excluding && i == 1 && j == 4 ? 0 : Math.exp(RowMath.dot(q[i], n[j]) / 0.2);
                }
                sum -= Math.log(positive / all) / q.length;
            }
            LossResult result =
                    loss.evaluate(gaussian(1, 5, 4), gaussian(2, 5, 4), queue, i -> excluding && i == 1 ? 4 : -1);
            assertClose("value", result.value(), sum, 1e-12);
        }
    }

    @Test
    void theGradientIsACentralDifference() {
        INDArray keys = gaussian(4, 5, 3);
        INDArray queue = unit(gaussian(5, 8, 3));
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), keys, queue), gaussian(6, 5, 3));
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), keys, queue, i -> i == 2 ? 3 : -1), gaussian(6, 5, 3));
    }

    /** Every kind, with a row of the queue that is no negative of query 2: M counts those that take part. */
    @Test
    void everyKindOfNegativesAgreesWithLoopsAndDifferences() {
        INDArray queries = gaussian(10, 5, 3);
        INDArray keys = queries.add(gaussian(11, 5, 3).mul(0.7));
        INDArray queue = unit(gaussian(12, 8, 3));
        for (double t : new double[] {0.1, 0.5}) {
            Map<Negatives, NegativeLoops.Row> kinds = Map.of(
                    Negatives.softmax(), NegativeLoops.softmax(t),
                    Negatives.decoupled(), NegativeLoops.decoupled(t),
                    Negatives.debiased(0.02), NegativeLoops.debiased(t, 0.02),
                    Negatives.debiased(0.3), NegativeLoops.debiased(t, 0.3),
                    Negatives.hard(0, 2), NegativeLoops.hard(t, 0, 2),
                    Negatives.hard(0.1, 0.5), NegativeLoops.hard(t, 0.1, 0.5));
            kinds.forEach((negatives, row) -> {
                check(t, negatives, row, queries, keys, queue);
                check(t, negatives.withCancelAbove(0.5), NegativeLoops.cancelling(row, 0.5), queries, keys, queue);
            });
        }
    }

    private static void check(
            double t, Negatives negatives, NegativeLoops.Row row, INDArray queries, INDArray keys, INDArray queue) {
        QueueInfoNceLoss kind = new QueueInfoNceLoss(t, negatives);
        double[][] q = rows(queries);
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            List<Double> others = new ArrayList<>();
            for (int j = 0; j < queue.size(0); j++) {
                if (i != 2 || j != 3) {
                    others.add(SimilarityLoops.cosine(q[i], rows(queue)[j]));
                }
            }
            sum += row.loss(SimilarityLoops.cosine(q[i], rows(keys)[i]), others);
        }
        String what = negatives + " at " + t;
        LossResult result = kind.evaluate(queries, keys, queue, i -> i == 2 ? 3 : -1);
        assertClose(what, result.value(), sum / q.length, 1e-10);
        FiniteDifferences.check(z -> kind.evaluate(z.get(0), keys, queue, i -> i == 2 ? 3 : -1), queries);
    }

    @Test
    void equalEmbeddingsGiveTheLogarithmOfTheirNumber() {
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 3, 4);
        for (int m : new int[] {1, 5, 4096}) {
            INDArray queue = Nd4j.ones(DataType.DOUBLE, m, 4).divi(2);
            assertClose("value", loss.evaluate(ones, ones, queue).value(), Math.log(m + 1), 1e-12);
            for (Negatives same : List.of(Negatives.debiased(0.1), Negatives.hard(0.1, 1))) {
                double value = new QueueInfoNceLoss(0.2, same)
                        .evaluate(ones, ones, queue)
                        .value();
                assertClose("debiased, " + m, value, Math.log(m + 1), 1e-12);
            }
            double decoupled = new QueueInfoNceLoss(0.2, Negatives.decoupled())
                    .evaluate(ones, ones, queue)
                    .value();
            assertClose("decoupled, " + m, decoupled, Math.log(m), 1e-12);
        }
    }

    @Test
    void zeroRowsAndExtremeTemperaturesStayFinite() {
        INDArray queries = gaussian(7, 4, 3);
        queries.getRow(1).assign(0);
        for (double temperature : new double[] {1e-3, 1, 1e3}) {
            for (Negatives kind : List.of(
                    Negatives.softmax(), Negatives.decoupled(), Negatives.debiased(0.5), Negatives.hard(0.1, 5))) {
                LossResult result = new QueueInfoNceLoss(temperature, kind)
                        .evaluate(
                                queries.castTo(DataType.FLOAT),
                                queries.castTo(DataType.FLOAT),
                                unit(gaussian(8, 6, 3)).castTo(DataType.FLOAT));
                assertThat(result.value())
                        .isFinite()
                        .isGreaterThanOrEqualTo(kind.equals(Negatives.decoupled()) ? -2 / temperature : 0);
                assertFinite("gradient", result.gradient());
                assertThat(result.gradient().getRow(1).amaxNumber().doubleValue())
                        .isZero();
            }
        }
    }

    @Test
    void aQueueThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> loss.evaluate(gaussian(9, 2, 3), gaussian(9, 2, 3), gaussian(9, 2, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows as wide as the queries and of their type, got [2, 4] DOUBLE and [2, 3]");
        assertThatThrownBy(() -> loss.evaluate(gaussian(9, 2, 3), gaussian(9, 3, 3), gaussian(9, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queries and keys must have the same shape and type");
    }
}
