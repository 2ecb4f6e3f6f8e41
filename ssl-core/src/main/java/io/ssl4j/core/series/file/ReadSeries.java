package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a file that was read so far. */
final class ReadSeries {

    private final List<Series> series = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();

    void add(String name, Series one) {
        series.add(one);
        names.add(name);
    }

    void addLabeled(String name, Series one, String label) {
        add(name, one);
        classes.add(label);
    }

    int size() {
        return series.size();
    }

    /** Requires at least one series. */
    ReadSeries requireAny(Path path, String place) {
        if (series.isEmpty()) {
            throw new DatasetFormatException(
                    path, -1, "the file must hold at least one series, got none" + place + "; check the path");
        }
        return this;
    }

    SeriesDataset unlabeled() {
        return SeriesDataset.of(series, names);
    }

    LabeledSeriesDataset labeled() {
        return LabeledSeriesDataset.of(unlabeled(), classes);
    }
}
