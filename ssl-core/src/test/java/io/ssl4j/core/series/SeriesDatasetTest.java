package io.ssl4j.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesDatasetTest {

    private static final Series A = Series.of(new float[] {1, 2, 3});
    private static final Series B = Series.of(new float[] {4, 5});
    private static final Series C = Series.of(new float[] {6, 7, 8});

    private static SeriesDataset three() {
        return SeriesDataset.of(List.of(A, B, C), List.of("a", "b", "c"));
    }

    @Test
    void seriesHaveNames() {
        SeriesDataset data = three();
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.get(1)).isSameAs(B);
        assertThat(data.name(1)).isEqualTo("b");
        assertThat(data.toString()).isEqualTo("3 series of 1 channel x 2 to 3 time steps");
        assertThat(SeriesDataset.of(List.of(A)).name(0)).isEqualTo("0");
        assertThat(data.select(2, 0).name(0)).isEqualTo("c");
        assertThat(data.subset(2, 1).size()).isEqualTo(2);
        assertThatThrownBy(() -> SeriesDataset.of(List.of(A), List.of()))
                .hasMessage("every series needs a name, got 1 series and 0 names");
    }

    @Test
    void classesAreNumberedByValueIfAllAreNumbersElseByName() {
        assertThat(LabeledSeriesDataset.of(three(), List.of("10", "9", "-1")).classNames())
                .containsExactly("-1", "9", "10");
        LabeledSeriesDataset named = LabeledSeriesDataset.of(three(), List.of("10", "9", "x"));
        assertThat(named.classNames()).containsExactly("10", "9", "x");
        assertThat(named.labels()).containsExactly(0, 1, 2);
        assertThat(named.toString()).isEqualTo("3 series of 1 channel x 2 to 3 time steps, 3 classes");
    }

    @Test
    void labelsMustFitTheClasses() {
        assertThatThrownBy(() -> LabeledSeriesDataset.of(three(), new int[] {0, 1, 2}, List.of("x", "y")))
                .hasMessage("labels must lie in 0..1 for 2 class names, got 2 for series 2");
        assertThatThrownBy(() -> LabeledSeriesDataset.of(three(), new int[2], List.of("x")))
                .hasMessage("every series needs a label, got 3 series and 2 labels");
    }

    @Test
    void partsKeepSeriesNamesLabelsAndClasses() {
        LabeledSeriesDataset data = LabeledSeriesDataset.of(three(), List.of("u", "v", "u"));
        LabeledSeriesDataset selected = data.select(2, 1);
        assertThat(selected.get(0)).isSameAs(C);
        assertThat(selected.name(1)).isEqualTo("b");
        assertThat(selected.labels()).containsExactly(0, 1);
        assertThat(data.splitSizes(1, 2, 1))
                .extracting(LabeledSeriesDataset::size)
                .containsExactly(2, 1);
        assertThat(data.split(1, 0.7)).hasSize(1);
        assertThat(data.subset(2, 3).classNames()).containsExactly("u", "v");
        assertThat(data.unlabeled()).isExactlyInstanceOf(SeriesDataset.class);
        assertThat(data.unlabeled().name(2)).isEqualTo("c");
    }

    @Test
    void twoPartsGetTheClassesOfBoth() {
        LabeledSeriesDataset train = LabeledSeriesDataset.of(three(), List.of("2", "10", "2"));
        LabeledSeriesDataset test = LabeledSeriesDataset.of(three(), List.of("10", "3", "3"));
        SeriesSplit split = SeriesSplit.of(train, test);
        assertThat(split.classNames()).containsExactly("2", "3", "10");
        assertThat(split.train().labels()).containsExactly(0, 2, 0);
        assertThat(split.test().labels()).containsExactly(2, 1, 1);
        assertThat(split.onlyInTrain()).containsExactly("2");
        assertThat(split.onlyInTest()).containsExactly("3");
        assertThatThrownBy(() -> new SeriesSplit(train, test))
                .hasMessage("both parts must have the same class names in the same order, got [2, 10] and [3, 10];"
                        + " use SeriesSplit.of");
    }
}
