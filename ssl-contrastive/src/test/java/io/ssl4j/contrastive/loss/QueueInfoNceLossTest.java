package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.RowMath;
import io.ssl4j.core.loss.RowNormalization;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.GoldenLosses;
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

    @Test
    void equalEmbeddingsGiveTheLogarithmOfTheirNumber() {
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 3, 4);
        for (int m : new int[] {1, 5, 4096}) {
            INDArray queue = Nd4j.ones(DataType.DOUBLE, m, 4).divi(2);
            assertClose("value", loss.evaluate(ones, ones, queue).value(), Math.log(m + 1), 1e-12);
        }
    }

    @Test
    void zeroRowsAndExtremeTemperaturesStayFinite() {
        INDArray queries = gaussian(7, 4, 3);
        queries.getRow(1).assign(0);
        for (double temperature : new double[] {1e-3, 1, 1e3}) {
            LossResult result = new QueueInfoNceLoss(temperature)
                    .evaluate(
                            queries.castTo(DataType.FLOAT),
                            queries.castTo(DataType.FLOAT),
                            unit(gaussian(8, 6, 3)).castTo(DataType.FLOAT));
            assertThat(result.value()).isFinite().isNotNegative();
            assertFinite("gradient", result.gradient());
            assertThat(result.gradient().getRow(1).amaxNumber().doubleValue()).isZero();
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
