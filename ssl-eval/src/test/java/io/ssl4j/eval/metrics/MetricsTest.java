package io.ssl4j.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.eval.features.ClassScores;
import io.ssl4j.eval.features.ClassificationResult;
import org.junit.jupiter.api.Test;

/** Figures of predictions against those of scikit-learn 1.2.1 on the same numbers, and against hand counts. */
class MetricsTest {

    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8, 0.8, 0.35, 0.2, 0.9, 0.5, 0.5};
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[][] PROBABILITIES = {
        {.7, .2, .1}, {.1, .6, .3}, {.3, .3, .4}, {.2, .5, .3}, {.5, .4, .1}, {.25, .25, .5}, {.9, .05, .05}
    };
    private static final int[] PREDICTIONS = {0, 1, 2, 1, 0, 2, 0};
    private static final int[] LABELS = {0, 1, 2, 0, 1, 2, 0};

    private final ClassificationResult result =
            new ClassificationResult(new ClassScores(PREDICTIONS, PROBABILITIES, true), LABELS, 3);

    @Test
    void rankingsAgreeWithScikitLearnWithTies() {
        assertThat(RankingMetrics.rocAuc(SCORES, POSITIVE)).isCloseTo(0.68, within(1e-12));
        assertThat(RankingMetrics.averagePrecision(SCORES, POSITIVE)).isCloseTo(0.7033333333333334, within(1e-12));
    }

    @Test
    void severalClassesAgreeWithScikitLearn() {
        assertThat(result.logLoss().orElseThrow()).isCloseTo(0.7297182343007007, within(1e-12));
        assertThat(result.balancedAccuracy()).isCloseTo(0.7222222222222222, within(1e-12));
        assertThat(result.rocAuc().orElseThrow()).isCloseTo(0.8833333333333333, within(1e-12));
        assertThat(result.averagePrecision().orElseThrow()).isCloseTo(0.8888888888888888, within(1e-12));
        assertThat(result.confusion().counts()).isEqualTo(new int[][] {{2, 1, 0}, {1, 1, 0}, {0, 0, 2}});
        assertThat(result.confusion().precision(0)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(result.confusion().recall(1)).isEqualTo(0.5);
        assertThat(result.confusion().majorityShare()).isCloseTo(3 / 7.0, within(1e-12));
    }

    @Test
    void rankingsKnowTheExtremes() {
        double[] rising = {1, 2, 3, 4};
        assertThat(RankingMetrics.rocAuc(rising, new boolean[] {false, false, true, true}))
                .isEqualTo(1);
        assertThat(RankingMetrics.rocAuc(rising, new boolean[] {true, true, false, false}))
                .isZero();
        assertThat(RankingMetrics.rocAuc(new double[4], new boolean[] {true, false, true, false}))
                .isEqualTo(0.5);
        assertThat(RankingMetrics.averagePrecision(new double[4], new boolean[] {true, false, false, false}))
                .isEqualTo(0.25);
        assertThat(RankingMetrics.rocAuc(rising, new boolean[4])).isNaN();
        assertThat(RankingMetrics.averagePrecision(rising, new boolean[4])).isNaN();
        assertThatThrownBy(() -> RankingMetrics.rocAuc(new double[] {1, Double.NaN}, new boolean[2]))
                .hasMessageContaining("finite numbers, got NaN");
        assertThatThrownBy(() -> RankingMetrics.rocAuc(new double[0], new boolean[0]))
                .hasMessageContaining("got 0 scores");
    }

    @Test
    void calibrationComparesConfidenceWithAccuracy() {
        double[][] sure = {{0.9, 0.1}, {0.9, 0.1}, {0.9, 0.1}, {0.9, 0.1}};
        int[] first = {0, 0, 0, 0};
        assertThat(ProbabilityMetrics.calibrationError(sure, first, first)).isCloseTo(0.1, within(1e-12));
        assertThat(ProbabilityMetrics.calibrationError(sure, first, new int[] {0, 0, 1, 1}))
                .isCloseTo(0.4, within(1e-12));
        assertThat(ProbabilityMetrics.logLoss(new double[][] {{1, 0}}, new int[] {1}))
                .isCloseTo(-Math.log(1e-15), within(1e-9));
    }

    @Test
    void anIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        RandomStream random = RandomKey.of(3).child("truth").stream();
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] right = new double[100];
            for (int i = 0; i < right.length; i++) {
                right[i] = random.nextDouble() < 0.7 ? 1 : 0;
            }
            held += Bootstrap.mean(right).contains(0.7) ? 1 : 0;
        }
        // 95 % of 200 is 190, with a deviation of 3; the bootstrap is a little narrow for 100 samples.
        assertThat(held).isBetween(178, 199);
    }

    @Test
    void aPairedDifferenceIsNarrowerThanTwoIntervals() {
        int[] labels = new int[400];
        int[] worse = new int[400];
        int[] better = new int[400];
        for (int i = 0; i < labels.length; i++) {
            worse[i] = i % 4 == 0 ? 1 : 0;
            better[i] = i % 4 == 0 && i % 40 != 0 ? 1 : 0;
        }
        Interval difference = Bootstrap.difference(better, worse, labels);
        assertThat(difference.low()).isPositive();
        assertThat(Bootstrap.accuracy(worse, labels).contains(0.775)).isTrue();
        ClassificationResult first = new ClassificationResult(better, labels, 2);
        ClassificationResult second = new ClassificationResult(worse, labels, 2);
        assertThat(first.accuracyAbove(second)).isEqualTo(difference);
        assertThatThrownBy(() -> first.accuracyAbove(new ClassificationResult(better, better, 2)))
                .hasMessageContaining("the same test samples");
    }

    @Test
    void aClassWithoutSamplesHasNoRecallAndIsNullInJson() {
        ClassificationResult missing = new ClassificationResult(new int[] {0, 2}, new int[] {0, 0}, 3);
        assertThat(missing.perClassAccuracy()).containsExactly(0.5, Double.NaN, Double.NaN);
        assertThat(missing.balancedAccuracy()).isEqualTo(0.5);
        assertThat(missing.rocAuc()).isEmpty();
        assertThat((Double[]) missing.toMap().get("recall")).containsExactly(0.5, null, null);
    }
}
