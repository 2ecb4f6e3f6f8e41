package io.ssl4j.core.series.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.SeriesNormalization;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class RawSeriesTest {

    private static final Dataset<Series> DATA = SeriesLists.of(
            Series.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}), Series.of(new float[] {7, 9}, new float[] {8, 8}));

    @Test
    void valuesLieChannelAfterChannelWithZerosAfterTheEnd() {
        SeriesInput input = SeriesInput.of(DATA, SeriesNormalization.NONE);
        assertThat(new RawSeries(input).features(DATA))
                .isEqualTo(Nd4j.create(new float[][] {{1, 2, 3, 4, 5, 6}, {7, 9, 0, 8, 8, 0}}));
        assertThat(new RawSeries(input).name()).isEqualTo("raw series");
    }

    @Test
    void valuesAreNormalisedAsTheInputSays() {
        float r = (float) Math.sqrt(1.5);
        assertThat(new RawSeries(SeriesInput.of(DATA)).features(DATA))
                .isEqualTo(Nd4j.create(new float[][] {{-r, 0, r, -r, 0, r}, {-1, 1, 0, 0, 0, 0}}));
    }

    @Test
    void refusals() {
        RawSeries map = new RawSeries(SeriesInput.of(2, 3));
        assertThatThrownBy(() -> map.features(DATA))
                .hasMessageStartingWith(
                        "series '1': every series must have 3 time steps, got one of 2 channels x 2 time steps");
        assertThatThrownBy(() -> map.features(SeriesLists.of()))
                .hasMessage("features of raw series need at least 1 series, got an empty data set");
    }
}
