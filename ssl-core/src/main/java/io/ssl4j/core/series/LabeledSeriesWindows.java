package io.ssl4j.core.series;

import io.ssl4j.core.data.LabeledDataset;
import java.util.List;

/** Windows that have the labels of their recordings. */
public final class LabeledSeriesWindows extends SeriesWindows implements LabeledDataset<Series> {

    private final LabeledDataset<Series> recordings;

    LabeledSeriesWindows(LabeledDataset<Series> recordings, int length, int stride) {
        super(recordings, length, stride);
        this.recordings = recordings;
    }

    @Override
    public int label(int index) {
        return recordings.label(recording(index));
    }

    @Override
    public List<String> classNames() {
        return recordings.classNames();
    }
}
