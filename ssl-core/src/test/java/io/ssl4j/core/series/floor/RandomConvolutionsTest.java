package io.ssl4j.core.series.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.SeriesNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RandomConvolutionsTest {

    @Test
    void featuresAreThoseOfALoopOverThePaddedSeries() {
        Dataset<Series> data = SeriesLists.noise(1, 3, 40, 40, 40);
        SeriesInput input = SeriesInput.of(data).withNormalization(SeriesNormalization.NONE);
        RandomConvolutions map = RandomConvolutions.of(data, input, 60, 5);
        INDArray features = map.features(data);
        assertThat(features.shape()).containsExactly(3, 120);
        assertThat(features.dataType()).isEqualTo(DataType.FLOAT);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 60; k++) {
                double[] expected = NaiveKernel.features(map.kernels().get(k), data.get(i));
                assertThat(features.getDouble(i, 2 * k)).isCloseTo(expected[0], within(1e-6));
                assertThat(features.getDouble(i, 2 * k + 1)).isCloseTo(expected[1], within(1e-4));
            }
        }
    }

    @Test
    void aKnownKernelGivesItsOutputsByHand() {
        float[] differences = {0, 0, -1, 1, 0, 0, 0};
        float[] step = {0, 0, 0, 0, 5, 5, 5, 5};
        float[] target = new float[2];
        // Output t is x[t + 3] - x[t + 2] + 0.5 at t = 0 and 1: 0.5 and 5.5.
        new RandomKernel(7, 1, false, 0.5f, new int[] {0}, differences).apply(step, 8, new float[8], target, 0);
        assertThat(target).containsExactly(1, 5.5f);
        // With 3 zeros on either side output t is x[t] - x[t - 1] - 0.5: above 0 at the step only.
        new RandomKernel(7, 1, true, -0.5f, new int[] {0}, differences).apply(step, 8, new float[8], target, 0);
        assertThat(target).containsExactly(0.125f, 4.5f);
    }

    @Test
    void kernelsAreDrawnAsInThePaper() {
        Dataset<Series> train = SeriesLists.noise(1, 1, 200);
        List<RandomKernel> kernels = RandomConvolutions.of(train, 6000, 1).kernels();
        double padded = kernels.stream().filter(RandomKernel::padded).count() / 6000.0;
        assertThat(padded).isCloseTo(0.5, within(0.03));
        for (int length : new int[] {7, 9, 11}) {
            List<RandomKernel> some =
                    kernels.stream().filter(k -> k.length() == length).toList();
            assertThat(some.size() / 6000.0).isCloseTo(1 / 3.0, within(0.03));
            int largest = 199 / (length - 1);
            assertThat(some).allMatch(k -> k.dilation() >= 1 && k.dilation() <= largest);
            // 2^U(0, log2 m) is below 2 in log 2 / log m of all cases, m the largest dilation before rounding.
            double ones = some.stream().filter(k -> k.dilation() == 1).count() / (double) some.size();
            assertThat(ones).isCloseTo(Math.log(2) / Math.log(199.0 / (length - 1)), within(0.05));
        }
        assertThat(kernels.stream().mapToDouble(RandomKernel::bias).average().orElseThrow())
                .isCloseTo(0, within(0.03));
        assertThat(kernels).allMatch(k -> k.bias() >= -1 && k.bias() < 1);
    }

    @Test
    void weightsHaveMeanZeroAndTheVarianceThatIsLeft() {
        List<RandomKernel> kernels =
                RandomConvolutions.of(SeriesLists.noise(1, 1, 200), 3000, 2).kernels();
        double squares = 0;
        int freedom = 0;
        for (RandomKernel kernel : kernels) {
            double sum = 0;
            for (float weight : kernel.weights()) {
                sum += weight;
                squares += weight * weight;
            }
            freedom += kernel.length() - 1;
            assertThat(sum).isCloseTo(0, within(1e-5));
        }
        assertThat(squares / freedom).isCloseTo(1, within(0.03));
    }

    @Test
    void ofSeveralChannelsAKernelReadsARandomPart() {
        List<RandomKernel> kernels =
                RandomConvolutions.of(SeriesLists.noise(1, 5, 50), 2000, 1).kernels();
        int[] timesRead = new int[5];
        int[] counts = new int[6];
        for (RandomKernel kernel : kernels) {
            counts[kernel.channels().length]++;
            assertThat(Arrays.stream(kernel.channels()).distinct().count()).isEqualTo(kernel.channels().length);
            assertThat(kernel.weights()).hasSize(kernel.channels().length * kernel.length());
            Arrays.stream(kernel.channels()).forEach(c -> timesRead[c]++);
        }
        // floor(2^U(0, log2 6)) is c with probability log((c + 1) / c) / log 6.
        for (int c = 1; c <= 5; c++) {
            assertThat(counts[c] / 2000.0).isCloseTo(Math.log((c + 1.0) / c) / Math.log(6), within(0.04));
        }
        double average = Arrays.stream(timesRead).average().orElseThrow();
        for (int times : timesRead) {
            assertThat((double) times).isCloseTo(average, within(0.1 * average));
        }
    }

    @Test
    void equalSeedsGiveEqualBitsAndARowDependsOnItsSeriesOnly() {
        int[] lengths = IntStream.range(0, 1500).map(i -> 30).toArray();
        Dataset<Series> data = SeriesLists.noise(1, 1, lengths);
        INDArray features = RandomConvolutions.of(data, 20, 7).features(data);
        assertThat(RandomConvolutions.of(data, 20, 7).features(data)).isEqualTo(features);
        assertThat(RandomConvolutions.of(data, 20, 8).features(data)).isNotEqualTo(features);
        RandomConvolutions map = RandomConvolutions.of(data, 20, 7);
        for (int i : new int[] {0, 1023, 1024, 1499}) {
            assertThat(map.features(data.select(i)).getRow(0)).isEqualTo(features.getRow(i));
        }
        INDArray more = RandomConvolutions.of(data, 30, 7).features(data.select(0));
        for (int j = 0; j < 40; j++) {
            assertThat(more.getDouble(0, j)).isEqualTo(features.getDouble(0, j));
        }
    }

    @Test
    void seriesAreNormalisedAsTheInputSays() {
        Dataset<Series> train = SeriesLists.of(Series.of(new float[] {1, 2, 3, 9, 1, 0, 2, 5, 8, 1}));
        Dataset<Series> scaled = SeriesLists.of(Series.of(new float[] {12, 14, 16, 28, 12, 10, 14, 20, 26, 12}));
        RandomConvolutions shapes = RandomConvolutions.of(train, 20, 1);
        assertThat(shapes.features(scaled).equalsWithEps(shapes.features(train), 1e-5))
                .isTrue();
        SeriesInput levels = SeriesInput.of(train, SeriesNormalization.PER_CHANNEL);
        RandomConvolutions map = RandomConvolutions.of(train, levels, 20, 1);
        assertThat(map.features(train).equalsWithEps(shapes.features(train), 1e-5))
                .isTrue();
        assertThat(map.features(scaled).equalsWithEps(shapes.features(train), 1e-2))
                .isFalse();
    }

    @Test
    void kernelsWithoutPaddingLieWithinTheShortestTrainingSeries() {
        Dataset<Series> data = SeriesLists.noise(1, 2, 15, 100, 60);
        RandomConvolutions map = RandomConvolutions.of(data, 1000, 1);
        assertThat(map.kernels()).allMatch(k -> k.padded() || (k.length() - 1) * k.dilation() < 15);
        assertThat(map.kernels()).anyMatch(k -> k.padded() && (k.length() - 1) * k.dilation() > 60);
        // What fills a row is not convolved: a series has the same features whatever the length of rows.
        SeriesInput longer = SeriesInput.of(data).withLength(300);
        assertThat(RandomConvolutions.of(data, longer, 1000, 1).features(data)).isEqualTo(map.features(data));
    }

    @Test
    void theShortestSeriesHaveFiniteFeatures() {
        Dataset<Series> data = SeriesLists.noise(1, 1, 1, 2, 3, 7, 8);
        INDArray features = RandomConvolutions.of(data, 100, 1).features(data);
        for (int i = 0; i < features.rows(); i++) {
            for (int j = 0; j < 200; j++) {
                assertThat(features.getFloat(i, j)).isFinite();
            }
        }
    }

    @Test
    void itSaysWhatItIs() {
        RandomConvolutions map = RandomConvolutions.of(SeriesLists.noise(1, 1, 80));
        assertThat(map.name()).isEqualTo("random convolutions");
        assertThat(map.dimension()).isEqualTo(1000);
        assertThat(map.input()).isEqualTo(SeriesInput.of(1, 80));
        assertThat(map).hasToString("500 random convolutions of 1 channel x 80 time steps, normalised per series");
    }

    @Test
    void refusals() {
        Dataset<Series> train = SeriesLists.noise(1, 1, 80);
        Dataset<Series> none = SeriesLists.of(List.of());
        RandomConvolutions map = RandomConvolutions.of(train, 3, 1);
        assertThatThrownBy(() -> RandomConvolutions.of(train, 0, 1))
                .hasMessage("random convolutions need at least 1 kernel, got 0");
        assertThatThrownBy(() -> RandomConvolutions.of(none, SeriesInput.of(1, 80), 3, 1))
                .hasMessage("random convolutions are sized by the training series and need at least 1, got none");
        assertThatThrownBy(() -> map.features(none))
                .hasMessage("features of random convolutions need at least 1 series, got an empty data set");
        assertThatThrownBy(() -> map.features(SeriesLists.noise(1, 1, 80, 81)))
                .hasMessageStartingWith("series '1': every series must have 80 time steps, got one of 1 channel x 81");
        assertThatThrownBy(() -> RandomConvolutions.of(train, SeriesInput.of(2, 80), 3, 1))
                .hasMessageStartingWith("series '0': every series must have the 2 channels of the encoder's input");
    }
}
