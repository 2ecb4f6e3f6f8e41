package io.ssl4j.core.testing;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.permuteRows;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What every loss over two views must do that treats both views and all samples alike. */
public abstract class TwoViewLossContract {

    /** The loss at its usual settings. */
    protected abstract TwoViewLoss loss();

    /** The same written as naive loops from the paper's formula. */
    protected abstract double oracle(double[][] z1, double[][] z2);

    /**
     * The loss as a function of what takes a gradient, at a pair of views: the loss itself, unless a part of it, such
     * as a weight, is held constant in the gradient. Its values are what central differences are taken of.
     */
    protected TwoViewLoss differentiated(INDArray z1, INDArray z2) {
        return loss();
    }

    /**
     * Up to where value and gradient must be finite in float; less only for losses that grow with a power of the scale.
     */
    protected double largestScale() {
        return 1e15;
    }

    @Test
    void agreesWithTheFormulaInLoops() {
        int[][] shapes = {{2, 1}, {2, 3}, {5, 4}, {7, 16}, {16, 7}};
        for (int[] shape : shapes) {
            INDArray z1 = gaussian(1, shape[0], shape[1]);
            INDArray z2 = gaussian(2, shape[0], shape[1]);
            double expected = oracle(rows(z1), rows(z2));
            assertThat(evaluate(z1, z2).value())
                    .as("value at " + shape[0] + " x " + shape[1])
                    .isCloseTo(expected, within(1e-10 * Math.abs(expected) + 1e-14));
        }
    }

    @Test
    void gradientsAreCentralDifferences() {
        checkDifferences(gaussian(3, 5, 4), gaussian(4, 5, 4));
        checkDifferences(gaussian(5, 4, 7), gaussian(6, 4, 7));
        INDArray z = gaussian(7, 8, 3);
        TwoViewLoss loss = differentiated(Embeddings.half(z, 0), Embeddings.half(z, 1));
        FiniteDifferences.check(x -> loss.evaluateStacked(x.get(0)), z);
    }

    @Test
    void gradientsAreCentralDifferencesNearTheOptimum() {
        INDArray z1 = gaussian(8, 6, 3);
        checkDifferences(z1, z1.add(gaussian(9, 6, 3).mul(0.05)));
    }

    private void checkDifferences(INDArray z1, INDArray z2) {
        TwoViewLoss loss = differentiated(z1, z2);
        assertThat(evaluate(z1, z2).gradients()).isEqualTo(loss.evaluate(z1, z2).gradients());
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1)), z1, z2);
    }

    @Test
    void aStackIsItsTwoViews() {
        INDArray z1 = gaussian(10, 5, 4);
        INDArray z2 = gaussian(11, 5, 4);
        LossResult pair = evaluate(z1, z2);
        LossResult stack = loss().evaluateStacked(Nd4j.concat(0, z1, z2));
        assertThat(stack.value()).isEqualTo(pair.value());
        assertThat(stack.gradient()).isEqualTo(Nd4j.concat(0, pair.gradient(0), pair.gradient(1)));
        assertThat(stack.terms()).isEqualTo(pair.terms());
    }

    @Test
    void theViewsAreInterchangeable() {
        INDArray z1 = gaussian(12, 6, 5);
        INDArray z2 = gaussian(13, 6, 5);
        LossResult there = evaluate(z1, z2);
        LossResult back = evaluate(z2, z1);
        assertClose("value", back.value(), there.value(), 1e-12);
        assertClose("gradient", back.gradient(0), there.gradient(1), 1e-10);
        assertClose("gradient", back.gradient(1), there.gradient(0), 1e-10);
    }

    @Test
    void theOrderOfTheSamplesIsOfNoMatter() {
        INDArray z1 = gaussian(14, 5, 4);
        INDArray z2 = gaussian(15, 5, 4);
        int[] order = {3, 0, 4, 1, 2};
        LossResult before = evaluate(z1, z2);
        LossResult after = evaluate(permuteRows(z1, order), permuteRows(z2, order));
        assertClose("value", after.value(), before.value(), 1e-12);
        assertClose("gradient", after.gradient(0), permuteRows(before.gradient(0), order), 1e-10);
        assertClose("gradient", after.gradient(1), permuteRows(before.gradient(1), order), 1e-10);
    }

    @Test
    void collapsedEmbeddingsGiveFiniteValuesAndGradients() {
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            INDArray z = gaussian(16, 6, 4).castTo(type);
            INDArray withZeroRow = z.dup();
            withZeroRow.getRow(2).assign(0);
            assertFiniteAt(withZeroRow, z);
            assertFiniteAt(withZeroRow, withZeroRow);
            assertFiniteAt(z.like(), z.like());
            assertFiniteAt(z.like().addi(0.3), z.like().addi(0.3));
            assertFiniteAt(z, z);
            assertFiniteAt(z.mul(1e-20), z.mul(largestScale()));
        }
    }

    private void assertFiniteAt(INDArray z1, INDArray z2) {
        LossResult result = evaluate(z1, z2);
        assertThat(result.value()).isFinite();
        assertFinite("gradient of view 1", result.gradient(0));
        assertFinite("gradient of view 2", result.gradient(1));
    }

    @Test
    void aNotANumberShowsInTheValue() {
        INDArray z = gaussian(17, 4, 3);
        INDArray broken = z.dup();
        broken.putScalar(1, 2, Double.NaN);
        assertThat(evaluate(broken, z).value()).isNaN();
        assertThat(evaluate(z, broken).value()).isNaN();
        broken.putScalar(1, 2, Double.POSITIVE_INFINITY);
        assertThat(evaluate(broken, z).value()).isNaN();
    }

    @Test
    void inputsStayAsTheyAreAndMayLieInAnyOrder() {
        INDArray z1 = gaussian(18, 5, 4);
        INDArray z2 = gaussian(19, 5, 4);
        INDArray[] copies = {z1.dup(), z2.dup()};
        LossResult plain = evaluate(z1, z2);
        assertThat(z1).isEqualTo(copies[0]);
        assertThat(z2).isEqualTo(copies[1]);

        INDArray wide = Nd4j.create(DataType.DOUBLE, 7, 9);
        INDArray view = wide.get(NDArrayIndex.interval(1, 6), NDArrayIndex.interval(3, 7));
        view.assign(z2);
        LossResult strided = evaluate(z1.dup('f'), view);
        assertThat(strided.value()).isEqualTo(plain.value());
        assertThat(strided.gradients()).isEqualTo(plain.gradients());
        assertThat(evaluate(z1.transpose().dup().transpose(), z2).value()).isEqualTo(plain.value());
    }

    @Test
    void resultsOutliveAnOpenWorkspaceAndKeepTheType() {
        INDArray z1 = gaussian(20, 5, 4).castTo(DataType.FLOAT);
        INDArray z2 = gaussian(21, 5, 4).castTo(DataType.FLOAT);
        WorkspaceConfiguration configuration =
                WorkspaceConfiguration.builder().initialSize(1 << 20).build();
        LossResult result;
        try (MemoryWorkspace workspace =
                Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "TWO_VIEW_LOSS_CONTRACT")) {
            assertThat(workspace.isScopeActive()).isTrue();
            result = loss().evaluateStacked(Nd4j.concat(0, z1, z2));
        }
        assertThat(result.gradient().isAttached()).isFalse();
        assertThat(result.gradient().dataType()).isEqualTo(DataType.FLOAT);
        assertFinite("gradient", result.gradient());
    }

    @Test
    void floatAgreesWithDoubleAt512Rows2048Wide() {
        INDArray z1 = gaussian(22, 512, 2048);
        INDArray z2 = z1.add(gaussian(23, 512, 2048).muli(0.5));
        LossResult exact = evaluate(z1, z2);
        LossResult single = evaluate(z1.castTo(DataType.FLOAT), z2.castTo(DataType.FLOAT));
        assertClose("value", single.value(), exact.value(), 1e-4);
        assertClose("gradient of view 1", single.gradient(0), exact.gradient(0), 1e-4);
        assertClose("gradient of view 2", single.gradient(1), exact.gradient(1), 1e-4);
    }

    @Test
    void twentyStepsOfDescentLowerIt() {
        INDArray z1 = gaussian(24, 8, 6);
        INDArray z2 = gaussian(25, 8, 6);
        double first = evaluate(z1, z2).value();
        double rate = 0.5 / largestEntry(evaluate(z1, z2));
        for (int step = 0; step < 20; step++) {
            LossResult loss = evaluate(z1, z2);
            z1.subi(loss.gradient(0).mul(rate));
            z2.subi(loss.gradient(1).mul(rate));
        }
        assertThat(evaluate(z1, z2).value()).isLessThan(first - 0.2 * Math.abs(first));
    }

    private static double largestEntry(LossResult loss) {
        return Math.max(
                loss.gradient(0).amaxNumber().doubleValue(),
                loss.gradient(1).amaxNumber().doubleValue());
    }

    @Test
    void aBatchOfOneIsRefused() {
        INDArray one = gaussian(26, 1, 4);
        assertThatThrownBy(() -> evaluate(one, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have at least 2 rows, got shape [1, 4]");
        assertThatThrownBy(() -> loss().evaluateStacked(gaussian(27, 2, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have at least 4 rows, got shape [2, 4]");
    }

    @Test
    void viewsThatDoNotFitAreRefused() {
        INDArray z = gaussian(28, 4, 3);
        assertThatThrownBy(() -> evaluate(z, gaussian(29, 4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same shape and type, got [4, 3] DOUBLE and [4, 2] DOUBLE");
        assertThatThrownBy(() -> evaluate(z, z.castTo(DataType.FLOAT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same shape and type");
        assertThatThrownBy(() -> evaluate(z.reshape(2, 2, 3), z.reshape(2, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a matrix [rows, columns], got shape [2, 2, 3]");
        assertThatThrownBy(() -> evaluate(z.castTo(DataType.INT32), z.castTo(DataType.INT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be float or double, got INT");
        assertThatThrownBy(() -> loss().evaluateStacked(gaussian(30, 5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even number of rows, got shape [5, 3]");
    }

    private LossResult evaluate(INDArray z1, INDArray z2) {
        return loss().evaluate(z1, z2);
    }
}
