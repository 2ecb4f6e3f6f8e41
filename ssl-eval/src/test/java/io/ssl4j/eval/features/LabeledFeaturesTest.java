package io.ssl4j.eval.features;

import io.ssl4j.core.vision.RawPixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LabeledFeaturesTest {

    @Test
    void aSplitKeepsProportionsAndLosesNothing() {
        // Sorted by class: 60 of class 0, 30 of class 1, 10 of class 2.
        int[] labels = new int[100];
        Arrays.fill(labels, 60, 90, 1);
        Arrays.fill(labels, 90, 100, 2);
        INDArray features = Nd4j.arange(100).reshape(100, 1).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
        LabeledFeatures.Split split = LabeledFeatures.of(features, labels).split(0.2, 7);
        assertThat(counts(split.second())).containsExactly(12, 6, 2);
        assertThat(counts(split.first())).containsExactly(48, 24, 8);
        float[] all = Nd4j.concat(0, split.first().features(), split.second().features())
                .data()
                .asFloat();
        Arrays.sort(all);
        assertThat(all).isEqualTo(features.data().asFloat());
        for (int i = 0; i < split.second().size(); i++) {
            int row = split.second().features().getInt(i, 0);
            assertThat(split.second().labels()[i]).isEqualTo(labels[row]);
        }
        assertThat(LabeledFeatures.of(features, labels).split(0.2, 8).second().features())
                .isNotEqualTo(split.second().features());
    }

    @Test
    void splitsAsDataSetsDo() {
        Image pixel = Image.ofBytes(1, 1, 1, new byte[1]);
        int[] labels = {0, 1, 1, 2, 0, 0, 1, 2, 0, 0, 1};
        LabeledImageDataset images = LabeledImageDataset.of(
                java.util.Collections.nCopies(labels.length, pixel), labels, List.of("a", "b", "c"));
        INDArray features =
                Nd4j.arange(labels.length).reshape(labels.length, 1).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
        for (double fraction : new double[] {0.15, 0.3, 0.5}) {
            LabeledFeatures.Split split = LabeledFeatures.of(features, labels).split(fraction, 5);
            int[] expected = images.split(5, 1 - fraction, fraction).get(1).labels();
            Arrays.sort(expected);
            int[] second = split.second().labels();
            Arrays.sort(second);
            assertThat(second).isEqualTo(expected);
            float[] rows = split.second().features().data().asFloat();
            assertThat(rows).isSorted();
        }
    }

    @Test
    void refusals() {
        INDArray features = Nd4j.ones(3, 2);
        assertThatThrownBy(() -> LabeledFeatures.of(features, 0, 1))
                .hasMessage("every row of features needs a label, got 3 rows and 2 labels");
        assertThatThrownBy(() -> new LabeledFeatures(features, new int[] {0, 1, 2}, 2))
                .hasMessage("labels must be in [0, 2), got 2 at row 2");
        assertThatThrownBy(() -> LabeledFeatures.of(Nd4j.ones(4), 0, 0, 0, 0))
                .hasMessage("labelled features must be features [n, d] with at least one row and one column, got shape"
                        + " [4]");
        assertThatThrownBy(() ->
                        LabeledFeatures.of(Nd4j.ones(2, 2).castTo(org.nd4j.linalg.api.buffer.DataType.INT32), 0, 0))
                .hasMessage("labelled features must be of type FLOAT or DOUBLE, got INT; cast them first");
        assertThatThrownBy(() -> LabeledFeatures.of(features, 0, 1, 2).split(0.1, 0))
                .hasMessage(
                        "every part of a split needs a sample, but a fraction of 0.1 of 3 samples is none; use larger"
                                + " fractions");
        assertThatThrownBy(() -> LabeledFeatures.of(features, 0, 1, 1).split(1, 0))
                .hasMessage("a split's fraction must be above 0 and below 1, got 1.0");
    }

    @Test
    void rawPixelsAreTheSamplesInOrder() {
        Image bytes = Image.ofBytes(1, 2, 2, new byte[] {0, (byte) 255, 51, 0});
        Image floats = Image.ofFloats(1, 2, 2, new float[] {0.1f, 0.2f, 0.3f, 0.4f});
        LabeledImageDataset images =
                LabeledImageDataset.of(List.of(bytes, floats), new int[] {0, 1}, List.of("a", "b"));
        INDArray expected = Nd4j.create(new float[][] {{0, 1, 0.2f, 0}, {0.1f, 0.2f, 0.3f, 0.4f}});
        assertThat(new RawPixels().features(images).equalsWithEps(expected, 1e-7))
                .isTrue();
        Image wide = Image.ofBytes(1, 3, 2, new byte[6]);
        LabeledImageDataset mixed = LabeledImageDataset.of(List.of(bytes, wide), new int[] {0, 1}, List.of("a", "b"));
        assertThatThrownBy(() -> new RawPixels().features(mixed))
                .hasMessage(
                        "raw pixels need images of one shape: the first is 1 x 2 x 2, image '1' is 1 x 3 x 2; resize"
                                + " the data set first");
    }

    @Test
    void perClassAccuracy() {
        ClassificationResult result = new ClassificationResult(new int[] {0, 1, 1, 0, 2}, new int[] {0, 0, 1, 1, 1}, 3);
        assertThat(result.accuracy()).isEqualTo(0.4);
        assertThat(result.perClassAccuracy()).containsExactly(0.5, 1 / 3.0, Double.NaN);
        assertThatThrownBy(() -> new ClassificationResult(new int[] {1}, new int[0], 2))
                .hasMessage("a result needs one prediction per label and at least one, got 1 predictions and 0 labels");
    }

    private static int[] counts(LabeledFeatures data) {
        int[] counts = new int[data.classes()];
        for (int label : data.labels()) {
            counts[label]++;
        }
        return counts;
    }
}
