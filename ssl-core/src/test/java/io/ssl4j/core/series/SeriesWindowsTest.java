package io.ssl4j.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.LabeledDataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesWindowsTest {

    private static Series counting(int from, int length) {
        float[] values = new float[length];
        for (int t = 0; t < length; t++) {
            values[t] = from + t;
        }
        return Series.of(values);
    }

    /** Of 10, 3 and 5 time steps: with windows of 4 every 3 these are 3, none and 1. */
    private static SeriesDataset recordings() {
        return SeriesDataset.of(
                List.of(counting(0, 10), counting(100, 3), counting(200, 5)), List.of("a.csv", "b.csv", "c.csv"));
    }

    @Test
    void windowsComeFromTheRecordingsInOrder() {
        SeriesWindows windows = recordings().windows(4, 3);
        assertThat(windows.size()).isEqualTo(4);
        assertThat(windows.get(0).channel(0)).containsExactly(0, 1, 2, 3);
        assertThat(windows.get(2).channel(0)).containsExactly(6, 7, 8, 9);
        assertThat(windows.get(3).channel(0)).containsExactly(200, 201, 202, 203);
        assertThat(windows.name(1)).isEqualTo("a.csv@3");
        assertThat(windows.name(3)).isEqualTo("c.csv@0");
        assertThat(windows.recording(3)).isEqualTo(2);
        assertThat(windows.start(2)).isEqualTo(6);
        assertThatThrownBy(() -> windows.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> windows.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsLeftAtTheEndIsDroppedAndSaid() {
        SeriesWindows windows = recordings().windows(4, 3);
        assertThat(windows.dropped(0)).isZero();
        assertThat(windows.dropped(1)).isEqualTo(3);
        assertThat(windows.dropped(2)).isEqualTo(1);
        assertThat(windows.dropped()).isEqualTo(4);
        assertThat(windows.toString())
                .isEqualTo("4 windows of 4 time steps, 3 apart, from 3 recordings; 4 time steps dropped");
    }

    @Test
    void labelsAreCarriedOver() {
        LabeledSeriesDataset labeled = LabeledSeriesDataset.of(recordings(), List.of("x", "y", "z"));
        LabeledSeriesWindows windows = labeled.windows(4, 3);
        assertThat(windows.labels()).containsExactly(0, 0, 0, 2);
        assertThat(windows.classNames()).containsExactly("x", "y", "z");
        LabeledDataset<Series> selected = windows.select(3, 0);
        assertThat(selected.labels()).containsExactly(2, 0);
        assertThat(selected.name(0)).isEqualTo("c.csv@0");
    }

    @Test
    void aSingleSeriesAndAllItsWindows() {
        SeriesWindows windows = SeriesWindows.of(counting(0, 5), 5, 100);
        assertThat(windows.size()).isEqualTo(1);
        assertThat(windows.dropped()).isZero();
        assertThat(windows.name(0)).isEqualTo("0@0");
    }

    @Test
    void lengthsMustFit() {
        assertThatThrownBy(() -> recordings().windows(11, 1))
                .hasMessage("a recording must have at least the 11 time steps of a window, but the longest of 3 has 10;"
                        + " take shorter windows");
        assertThatThrownBy(() -> recordings().windows(4, 0))
                .hasMessage("the length and the stride of windows must be at least 1, got 4 and 0");
    }
}
