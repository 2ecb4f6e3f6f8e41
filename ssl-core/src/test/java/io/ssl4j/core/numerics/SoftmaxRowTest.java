package io.ssl4j.core.numerics;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxRowTest {

    private static final double OUT = Double.NEGATIVE_INFINITY;

    @Test
    void severalTargetsGiveTheMeanOfEach() {
        double[] logits = {0.5, -1, OUT, 2, 0.1};
        double[] gradient = logits.clone();
        double value = SoftmaxRow.crossEntropy(gradient, 0, 3);
        double[] ofFirst = logits.clone();
        double[] ofSecond = logits.clone();
        double mean = (SoftmaxRow.crossEntropy(ofFirst, 0) + SoftmaxRow.crossEntropy(ofSecond, 3)) / 2;
        assertClose("value", value, mean, 1e-12);
        double all = Math.exp(0.5) + Math.exp(-1) + Math.exp(2) + Math.exp(0.1);
        assertClose("value by hand", value, Math.log(all) - (0.5 + 2) / 2, 1e-12);
        for (int j = 0; j < logits.length; j++) {
            assertThat(gradient[j]).isCloseTo((ofFirst[j] + ofSecond[j]) / 2, within(1e-15));
        }
        assertThat(gradient[2]).isZero();
    }

    @Test
    void theLargestLogitMustBeATarget() {
        double[] logits = {1, 3, OUT, 2};
        assertThat(SoftmaxRow.hits(logits, 1)).isTrue();
        assertThat(SoftmaxRow.hits(logits, 0)).isFalse();
        assertThat(SoftmaxRow.hits(logits, 0, 1)).isTrue();
        assertThat(SoftmaxRow.hits(logits, 0, 3)).isFalse();
        assertThat(SoftmaxRow.hits(new double[] {3, 3, OUT}, 0)).as("a tie").isFalse();
        assertThat(SoftmaxRow.hits(new double[] {3, 3, OUT}, 0, 1)).isTrue();
        assertThat(SoftmaxRow.hits(new double[] {Double.NaN, 1}, 0)).isFalse();
    }
}
