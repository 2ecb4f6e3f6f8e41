package io.ssl4j.eval.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.PlantedClusters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class RidgeClassifierTest {

    @Test
    void plantedClustersAreFound() {
        LabeledFeatures train = PlantedClusters.of(500, 5, 12, 9, 1);
        FittedRidge fitted = RidgeClassifier.defaults().fit(train.features(), train.labels(), 5);
        assertThat(fitted.accuracy(PlantedClusters.of(3000, 5, 12, 9, 2))).isGreaterThan(0.99);
        // Phi(1.5 sqrt(2) / 2) = 0.8556 is what the best rule reaches on two clusters at this distance.
        assertThat(RidgeClassifier.defaults()
                        .fit(PlantedClusters.of(4000, 2, 6, 1.5, 1))
                        .accuracy(PlantedClusters.of(4000, 2, 6, 1.5, 2)))
                .isCloseTo(0.8556, within(0.02));
    }

    @Test
    void shuffledLabelsGiveChance() {
        LabeledFeatures train = PlantedClusters.shuffled(PlantedClusters.of(2000, 4, 8, 2, 1), 3);
        LabeledFeatures test = PlantedClusters.shuffled(PlantedClusters.of(2000, 4, 8, 2, 2), 4);
        assertThat(RidgeClassifier.defaults().fit(train).accuracy(test)).isCloseTo(0.25, within(0.04));
    }

    @Test
    void thePenaltyWithTheLeastErrorIsChosen() {
        // 60 rows, 200 columns of which 2 matter: a small penalty memorises.
        LabeledFeatures train = PlantedClusters.of(60, 2, 200, 2, 1);
        RidgeClassifier several = RidgeClassifier.defaults();
        FittedRidge chosen = several.fit(train);
        double[] errors = Arrays.stream(several.penalties())
                .map(penalty -> RidgeClassifier.of(penalty).fit(train).leaveOneOutError())
                .toArray();
        double least = Arrays.stream(errors).min().orElseThrow();
        assertThat(chosen.leaveOneOutError()).isCloseTo(least, within(1e-12));
        assertThat(RidgeClassifier.of(chosen.penalty()).fit(train).leaveOneOutError())
                .isCloseTo(least, within(1e-12));
        assertThat(chosen.penalty()).isGreaterThan(1);
        assertThat(several.penalties()).hasSize(13).contains(1e-3, 1, 1e3);
    }

    @Test
    void equallyGoodPenaltiesGiveTheLargest() {
        INDArray nothing = Nd4j.ones(DataType.FLOAT, 4, 2);
        FittedRidge fitted = RidgeClassifier.of(2, 8, 4).fit(nothing, new int[] {0, 1, 1, 1}, 2);
        assertThat(fitted.penalty()).isEqualTo(8);
        assertThat(fitted.predict(nothing)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void aClassWithoutARowIsNeverPredicted() {
        LabeledFeatures train = PlantedClusters.of(90, 3, 6, 4, 1);
        int[] labels = Arrays.stream(train.labels()).map(c -> c == 2 ? 3 : c).toArray();
        FittedRidge fitted = RidgeClassifier.defaults().fit(train.features(), labels, 5);
        assertThat(fitted.biases()).hasSize(5);
        int[] far = fitted.predict(train.features().mul(-100));
        assertThat(far).doesNotContain(2, 4);
        assertThat(fitted.accuracy(new LabeledFeatures(train.features(), labels, 5)))
                .isGreaterThan(0.9);
    }

    @Test
    void constantFeaturesSayNothing() {
        LabeledFeatures train = PlantedClusters.of(100, 2, 4, 5, 1);
        INDArray column = Nd4j.ones(DataType.FLOAT, 100, 1).mul(0.1f);
        INDArray wide = Nd4j.hstack(train.features(), column);
        FittedRidge fitted = RidgeClassifier.of(1e-3).fit(wide, train.labels(), 2);
        assertThat(fitted.weights()
                        .get(NDArrayIndex.point(4), NDArrayIndex.all())
                        .normmaxNumber()
                        .doubleValue())
                .isZero();
        INDArray elsewhere = Nd4j.hstack(train.features(), column.mul(1000));
        assertThat(fitted.outputs(elsewhere)).isEqualTo(fitted.outputs(wide));
        INDArray without = RidgeClassifier.of(1e-3).fit(train).outputs(train.features());
        assertThat(fitted.outputs(wide).equalsWithEps(without, 1e-9)).isTrue();
    }

    @Test
    void rowsThatRepeatAndColumnsThatRepeatAreFitted() {
        LabeledFeatures train = PlantedClusters.of(20, 2, 4, 5, 1);
        INDArray twice = Nd4j.hstack(train.features(), train.features());
        INDArray rows = Nd4j.vstack(twice, twice);
        int[] labels = Arrays.copyOf(train.labels(), 40);
        System.arraycopy(train.labels(), 0, labels, 20, 20);
        FittedRidge fitted = RidgeClassifier.defaults().fit(rows, labels, 2);
        assertThat(fitted.accuracy(rows, labels)).isGreaterThan(0.95);
        assertThat(fitted.leaveOneOutError()).isFinite();
    }

    @Test
    void scaleShiftTypeAndOrderDoNotMatter() {
        LabeledFeatures train = PlantedClusters.of(300, 3, 5, 1, 1);
        INDArray doubles = train.features().castTo(DataType.DOUBLE);
        INDArray scales = Nd4j.create(new double[] {10, 0.1, 3, 100, 1}).reshape(1, 5);
        INDArray scaled = doubles.mulRowVector(scales).addRowVector(scales.mul(2));
        RidgeClassifier ridge = RidgeClassifier.of(1);
        INDArray weights = ridge.fit(train).weights();
        assertThat(ridge.fit(scaled.dup('f'), train.labels(), 3).weights().equalsWithEps(weights, 1e-9))
                .isTrue();
        assertThat(ridge.fit(doubles.dup('f'), train.labels(), 3).weights().equalsWithEps(weights, 1e-12))
                .isTrue();
    }

    @Test
    void inputsAreNotChangedAndRunsAgree() {
        LabeledFeatures train = PlantedClusters.of(3000, 2, 4, 2, 1);
        INDArray before = train.features().dup();
        FittedRidge first = RidgeClassifier.defaults().fit(train);
        INDArray outputs = first.outputs(train.features());
        assertThat(train.features()).isEqualTo(before);
        assertThat(RidgeClassifier.defaults().fit(train).weights()).isEqualTo(first.weights());
        int[] predictions = first.predict(train.features());
        for (int i : new int[] {0, 2047, 2048, 2999}) {
            assertThat(predictions[i]).isEqualTo(outputs.getDouble(i, 1) > outputs.getDouble(i, 0) ? 1 : 0);
        }
    }

    @Test
    void refusals() {
        LabeledFeatures train = PlantedClusters.of(20, 2, 4, 3, 1);
        FittedRidge fitted = RidgeClassifier.defaults().fit(train);
        INDArray damaged = train.features().dup();
        damaged.putScalar(3, 1, Float.NaN);
        assertThatThrownBy(() -> RidgeClassifier.defaults().fit(damaged, train.labels(), 2))
                .hasMessageStartingWith("labelled features must be finite, but row 3, column 1 is NaN");
        assertThatThrownBy(() -> fitted.predict(damaged))
                .hasMessageStartingWith("the features must be finite, but row 3, column 1 is NaN");
        assertThatThrownBy(() -> fitted.predict(Nd4j.ones(DataType.FLOAT, 2, 5)))
                .hasMessageStartingWith("the features must have the 4 columns that the classifier was fitted on");
        assertThatThrownBy(() -> RidgeClassifier.defaults().fit(train.features(), new int[20], 2))
                .hasMessage(
                        "a ridge classifier needs at least two classes in its training set, got 1 in 20 rows; shuffle"
                                + " or stratify the split");
        assertThatThrownBy(() -> RidgeClassifier.of(1, 0))
                .hasMessage("penalties must be finite and above 0, got [1.0, 0.0]");
        assertThatThrownBy(RidgeClassifier::of).hasMessage("a ridge classifier needs at least one penalty, got none");
    }
}
