package io.ssl4j.noncontrastive.wmse;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.FiniteDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SubBatchesTest {

    private static final RandomKey KEY = RandomKey.of(3);

    @Test
    void onePartIsTheLossOfTheBatch() {
        WhitenedMse loss = new WhitenedMse(1e-6);
        INDArray z = gaussian(1, 14, 3);
        LossResult whole = loss.evaluateStacked(z);
        LossResult one = new SubBatches(loss::evaluate, 4, 2).evaluate(z, 2, KEY);
        assertClose("value", one.value(), whole.value(), 1e-10);
        assertClose("gradient", one.gradient(), whole.gradient(), 1e-8);
        assertThat(new SubBatches(loss::evaluate, 3, 1).evaluate(z, 2, KEY).value())
                .isNotCloseTo(whole.value(), within(1e-3));
    }

    /** Every sample once in each division, with both its views, in parts of the smallest size or a little more. */
    @Test
    void everySampleIsInOnePartWithBothItsViews() {
        INDArray z = Nd4j.create(DataType.DOUBLE, 22, 1);
        for (int i = 0; i < 22; i++) {
            z.putScalar(i, 0, i);
        }
        List<Double> firsts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Function<List<INDArray>, LossResult> record = views -> {
            INDArray z1 = views.get(0);
            INDArray z2 = views.get(1);
            assertThat(z2).isEqualTo(z1.add(11));
            sizes.add((int) z1.size(0));
            for (double value : z1.dup('c').data().asDouble()) {
                firsts.add(value);
            }
            return LossResult.of(z1.size(0), z1.add(100), z2.add(100));
        };
        LossResult result = new SubBatches(record, 3, 2).evaluate(z, 2, KEY);
        assertThat(sizes).containsExactly(3, 4, 4, 3, 4, 4);
        assertThat(firsts.subList(0, 11)).doesNotHaveDuplicates().isNotEqualTo(firsts.subList(11, 22));
        assertThat(firsts.subList(11, 22)).doesNotHaveDuplicates();
        // Parts count by their samples: (3 * 3 + 4 * 4 + 4 * 4) / 11.
        assertClose("value", result.value(), 41 / 11.0, 1e-12);
        for (int i = 0; i < 22; i++) {
            double share = result.gradient().getDouble(i, 0) / (100 + i);
            assertThat(share).isBetween(3 / 11.0 - 1e-12, 4 / 11.0 + 1e-12);
        }
    }

    @Test
    void theGradientIsACentralDifference() {
        SubBatches loss = new SubBatches(new WhitenedMse(1e-6)::evaluate, 5, 2);
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), 2, KEY), gaussian(4, 22, 3));
    }

    /** By the paper's formula: each view whitened on its own, then the mean of the pairs' losses. */
    @Test
    void fourViewsAreTheMeanOfTheirPairs() {
        WhitenedMse pair = new WhitenedMse(1e-6);
        INDArray z = gaussian(6, 4 * 9, 3);
        double mean = 0;
        INDArray gradient = Nd4j.zeros(DataType.DOUBLE, 4 * 9, 3);
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                LossResult of = pair.evaluate(view(z, i).dup('c'), view(z, j).dup('c'));
                mean += of.value() / 6;
                view(gradient, i).addi(of.gradient(0).div(6));
                view(gradient, j).addi(of.gradient(1).div(6));
            }
        }
        LossResult all = new SubBatches(pair::evaluate, 9, 1).evaluate(z, 4, KEY);
        assertClose("value", all.value(), mean, 1e-10);
        assertClose("gradient", all.gradient(), gradient, 1e-8);
        SubBatches parts = new SubBatches(pair::evaluate, 4, 2);
        FiniteDifferences.check(stack -> parts.evaluate(stack.get(0), 4, KEY), z);
    }

    private static INDArray view(INDArray z, int view) {
        return z.get(NDArrayIndex.interval(view * 9, view * 9 + 9), NDArrayIndex.all());
    }

    @Test
    void fewerSamplesThanAPartAreRefused() {
        SubBatches loss = new SubBatches(new WhitenedMse(0)::evaluate, 8, 1);
        assertThatThrownBy(() -> loss.evaluate(gaussian(5, 14, 3), 2, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a batch must have at least the 8 samples of a sub-batch, got 7");
    }
}
