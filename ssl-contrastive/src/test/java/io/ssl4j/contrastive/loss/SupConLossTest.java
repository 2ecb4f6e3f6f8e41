package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.permuteRows;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SupConLossTest {

    private static final int[] LABELS = {3, 0, 3, 7, 0, 3};

    /** Every sample a class of its own, for batches of any size. */
    @Nested
    class OwnClasses extends ContrastiveLossContract {

        @Override
        TwoViewLoss loss(double temperature) {
            new SupConLoss(temperature, LABELS);
            return (z1, z2) -> {
                int[] labels = IntStream.range(0, (int) z1.size(0)).toArray();
                return new SupConLoss(temperature, labels).evaluate(z1, z2);
            };
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return SimilarityLoops.ntXent(z1, z2, 0.5);
        }

        @Override
        double valueAtCollapse(int n) {
            return Math.log(2 * n - 1);
        }

        @Override
        double valueOfOrthogonalSamples(int n, double temperature) {
            return Math.log(Math.exp(1 / temperature) + 2 * n - 2) - 1 / temperature;
        }
    }

    @Test
    void ownClassesAreNtXent() {
        INDArray z1 = gaussian(1, 6, 4);
        INDArray z2 = gaussian(2, 6, 4);
        LossResult own = new SupConLoss(0.2, new int[] {5, 4, 3, 2, 1, 0}).evaluate(z1, z2);
        LossResult ntXent = new NtXentLoss(0.2).evaluate(z1, z2);
        assertClose("value", own.value(), ntXent.value(), 1e-12);
        assertClose("gradient", own.gradient(0), ntXent.gradient(0), 1e-10);
        assertClose("gradient", own.gradient(1), ntXent.gradient(1), 1e-10);
        assertThat(own.terms()).isEqualTo(ntXent.terms());
    }

    @Test
    void agreesWithTheFormulaInLoops() {
        INDArray z1 = gaussian(3, 6, 4);
        INDArray z2 = gaussian(4, 6, 4);
        for (double temperature : new double[] {0.07, 0.5, 2}) {
            for (int[] labels : new int[][] {LABELS, {1, 1, 1, 1, 1, 1}, {0, 1, 0, 1, 0, 1}}) {
                assertClose(
                        "value",
                        new SupConLoss(temperature, labels).evaluate(z1, z2).value(),
                        SimilarityLoops.supCon(rows(z1), rows(z2), temperature, labels),
                        1e-10);
            }
        }
    }

    @Test
    void gradientsAreCentralDifferences() {
        for (double temperature : new double[] {0.1, 1}) {
            SupConLoss loss = new SupConLoss(temperature, LABELS);
            FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1)), gaussian(5, 6, 4), gaussian(6, 6, 4));
            FiniteDifferences.check(z -> loss.evaluateStacked(z.get(0)), gaussian(7, 12, 3));
        }
    }

    /** Two classes at right angles, 2 and 4 samples: 2c-1 logits of 1/t and the rest 0. */
    @Test
    void collapsedClassesHaveAClosedForm() {
        INDArray z = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {0, 2}, {3, 0}, {0, 1}, {0, 1}});
        LossResult result = new SupConLoss(0.5, new int[] {0, 1, 1, 0, 1, 1}).evaluate(z, z);
        double small = Math.log(3 * Math.exp(2) + 8) - 2;
        double large = Math.log(7 * Math.exp(2) + 4) - 2;
        assertClose("value", result.value(), (4 * small + 8 * large) / 12, 1e-12);
        assertThat(result.terms()).containsEntry(SupConLoss.ACCURACY, 1.0);
        assertThat(new SupConLoss(0.5, new int[] {0, 1, 2, 3, 4, 5})
                        .evaluate(z, z)
                        .terms())
                .as("rows of other classes are as near")
                .containsEntry(SupConLoss.ACCURACY, 0.0);
    }

    @Test
    void namesOfClassesAndOrderOfSamplesAreOfNoMatter() {
        INDArray z1 = gaussian(8, 6, 4);
        INDArray z2 = gaussian(9, 6, 4);
        double value = new SupConLoss(0.3, LABELS).evaluate(z1, z2).value();
        int[] order = {4, 2, 0, 5, 1, 3};
        int[] renamed = IntStream.of(order).map(i -> 10 - LABELS[i]).toArray();
        assertClose(
                "value",
                new SupConLoss(0.3, renamed)
                        .evaluate(permuteRows(z1, order), permuteRows(z2, order))
                        .value(),
                value,
                1e-12);
    }

    @Test
    void extremeTemperaturesDoNotOverflow() {
        INDArray z1 = gaussian(10, 6, 4).castTo(DataType.FLOAT);
        for (double temperature : new double[] {1e-3, 1e3}) {
            LossResult result = new SupConLoss(temperature, LABELS).evaluate(z1, z1.neg());
            assertThat(result.value()).isFinite().isPositive();
            Agreement.assertFinite("gradient", result.gradient(0));
        }
    }

    @Test
    void labelsOfAnotherBatchAreRefused() {
        assertThatThrownBy(() -> new SupConLoss(0.1, LABELS).evaluate(gaussian(1, 5, 3), gaussian(2, 5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got two views of 5 samples and 6 labels");
    }
}
