package io.ssl4j.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.vision.RawPixels;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LinearProbeTest {

    private static final LinearProbeConfig FIXED = LinearProbeConfig.defaults().withL2(0.01);

    @Test
    void onePairOfOppositePointsHasItsClosedForm() {
        // x = -1 and +1: the weights are -w and w with l2 w = 1 / (1 + exp(2 w)), the biases equal.
        INDArray features = Nd4j.create(new double[][] {{-3}, {5}});
        FittedLinear fitted =
                LinearProbe.of(FIXED.withL2(0.05).withGradientTolerance(1e-10)).fit(features, 0, 1);
        double w = fitted.weights().getDouble(1, 0);
        assertThat(0.05 * w).isCloseTo(1 / (1 + Math.exp(2 * w)), within(1e-9));
        assertThat(fitted.weights().getDouble(0, 0)).isCloseTo(-w, within(1e-9));
        assertThat(fitted.biases()[0]).isCloseTo(fitted.biases()[1], within(1e-9));
        assertThat(fitted.converged()).isTrue();
    }

    @Test
    void weightsOfEqualGaussiansPointBetweenTheirMeans() {
        LabeledFeatures train = PlantedClusters.of(4000, 2, 6, 1.5, 1);
        FittedLinear fitted = LinearProbe.of(FIXED.withL2(1e-5)).fit(train);
        INDArray difference = fitted.weights().getRow(0).sub(fitted.weights().getRow(1));
        // The optimal rule's accuracy is Phi(1.5 sqrt(2) / 2) = 0.8556.
        assertThat(fitted.accuracy(PlantedClusters.of(4000, 2, 6, 1.5, 2))).isCloseTo(0.8556, within(0.02));
        assertThat(difference.getDouble(0)).isCloseTo(-difference.getDouble(1), within(0.25));
        for (int j = 2; j < 6; j++) {
            assertThat(difference.getDouble(j)).isCloseTo(0, within(0.25));
        }
    }

    @Test
    void separableClustersAreLearnedAndTheGradientIsSmall() {
        FittedLinear fitted = LinearProbe.defaults().fit(PlantedClusters.of(500, 5, 12, 9, 1));
        assertThat(fitted.accuracy(PlantedClusters.of(300, 5, 12, 9, 2))).isGreaterThan(0.99);
        assertThat(fitted.gradientNorm()).isLessThanOrEqualTo(1e-5);
        assertThat(fitted.converged()).isTrue();
    }

    @Test
    void shuffledLabelsGiveChance() {
        LabeledFeatures train = PlantedClusters.shuffled(PlantedClusters.of(2000, 4, 8, 2, 1), 3);
        LabeledFeatures test = PlantedClusters.shuffled(PlantedClusters.of(2000, 4, 8, 2, 2), 4);
        assertThat(LinearProbe.defaults().fit(train).accuracy(test)).isCloseTo(0.25, within(0.04));
    }

    @Test
    void validationChoosesAStrongPenaltyWhereThereIsLittleToLearn() {
        // 60 rows, 200 columns of which 2 matter: without a penalty everything is memorised.
        LabeledFeatures train = PlantedClusters.of(60, 2, 200, 2, 1);
        LabeledFeatures test = PlantedClusters.of(2000, 2, 200, 2, 2);
        LinearProbeConfig several = LinearProbeConfig.defaults().withL2(1e-6, 1, 1e3);
        FittedLinear chosen = LinearProbe.of(several).fit(train);
        assertThat(several.l2()).contains(chosen.l2());
        assertThat(chosen.accuracy(test))
                .isGreaterThanOrEqualTo(
                        LinearProbe.of(several.withL2(1e-6)).fit(train).accuracy(test));
        assertThat(LinearProbe.of(several).fit(train).weights()).isEqualTo(chosen.weights());
    }

    @Test
    void scaleAndShiftOfAFeatureDoNotMatter() {
        LabeledFeatures train = SoftmaxObjectiveTest.doubles(PlantedClusters.of(300, 3, 5, 1, 1));
        INDArray scales = Nd4j.create(new double[] {10, 0.1, 3, 100, 1});
        INDArray scaled = train.features().mulRowVector(scales).addRowVector(scales.mul(2));
        LinearProbe probe = LinearProbe.of(FIXED.withGradientTolerance(1e-9));
        assertThat(probe.fit(scaled, train.labels())
                        .weights()
                        .sub(probe.fit(train).weights())
                        .normmaxNumber()
                        .doubleValue())
                .isLessThan(1e-6);
    }

    @Test
    void constantFeaturesSayNothing() {
        LabeledFeatures train = PlantedClusters.of(100, 2, 4, 5, 1);
        INDArray column = Nd4j.ones(100, 1).mul(0.1f);
        INDArray wide = Nd4j.hstack(train.features(), column);
        FittedLinear fitted = LinearProbe.of(FIXED).fit(wide, train.labels());
        assertThat(fitted.weights()
                        .get(NDArrayIndex.all(), NDArrayIndex.point(4))
                        .normmaxNumber()
                        .doubleValue())
                .isZero();
        INDArray elsewhere = Nd4j.hstack(train.features(), column.mul(1000));
        assertThat(fitted.predict(elsewhere)).isEqualTo(fitted.predict(wide));
    }

    @Test
    void inputsAreNotChangedAndRunsAgree() {
        LabeledFeatures train = PlantedClusters.of(100, 2, 4, 2, 1);
        INDArray before = train.features().dup();
        FittedLinear first = LinearProbe.defaults().fit(train);
        assertThat(train.features()).isEqualTo(before);
        assertThat(LinearProbe.defaults().fit(train).weights()).isEqualTo(first.weights());
        assertThat(first.predict(train.features().dup('f'))).isEqualTo(first.predict(train.features()));
        assertThat(LinearProbe.defaults()
                        .fit(new RawPixels(), PlantedClusters.images(train))
                        .predict(PlantedClusters.images(train)))
                .isEqualTo(first.predict(train.features()));
    }

    @Test
    void tooFewIterationsAreSaid() {
        FittedLinear fitted =
                LinearProbe.of(FIXED.withL2(1e-4).withMaxIterations(1)).fit(PlantedClusters.of(100, 3, 6, 1, 1));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.iterations()).isEqualTo(1);
    }

    @Test
    void refusals() {
        LabeledFeatures train = PlantedClusters.of(20, 2, 4, 3, 1);
        int[] one = new int[20];
        Arrays.fill(one, 1);
        assertThatThrownBy(() -> LinearProbe.of(FIXED).fit(train.features(), one))
                .hasMessage(
                        "a linear probe needs at least two classes in its training set, got 1 in 20 rows; shuffle or"
                                + " stratify the split");
        assertThatThrownBy(() -> LinearProbe.of(FIXED).fit(train.features(), 0, 1))
                .hasMessage("every row of features needs a label, got 20 rows and 2 labels");
        FittedLinear fitted = LinearProbe.of(FIXED).fit(train);
        assertThatThrownBy(() -> fitted.predict(Nd4j.ones(2, 3)))
                .hasMessage("the features must have the 4 columns that the classifier was fitted on, got shape [2, 3];"
                        + " extract both with the same encoder");
        INDArray damaged = Nd4j.ones(2, 4);
        damaged.putScalar(0, 3, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> fitted.predict(damaged))
                .hasMessage("the features must be finite, but row 0, column 3 is Infinity; the encoder has diverged or"
                        + " its input is damaged");
        assertThatThrownBy(() -> FIXED.withL2(-1)).hasMessage("l2 must be finite and at least 0, got [-1.0]");
        assertThatThrownBy(() -> FIXED.withL2()).hasMessage("a linear probe needs at least one l2, got none");
        assertThatThrownBy(() -> FIXED.withMaxIterations(0)).hasMessage("max iterations must be at least 1, got 0");
        assertThatThrownBy(() -> FIXED.withGradientTolerance(0))
                .hasMessage("gradient tolerance must be finite and above 0, got 0.0");
        assertThatThrownBy(() -> FIXED.withValidationFraction(1))
                .hasMessage("validation fraction must be above 0 and below 1, got 1.0");
    }

    @Test
    void pinnedDefaults() {
        assertThat(LinearProbeConfig.defaults())
                .isEqualTo(new LinearProbeConfig(List.of(1e-4, 1e-3, 1e-2, 1e-1), 0.2, 0, 1000, 1e-5));
    }
}
