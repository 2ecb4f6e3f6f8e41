package io.ssl4j.core.series;

import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.StoredContent;
import java.util.List;

/**
 * The values of series.
 *
 * @param series in memory
 */
record SeriesContent(List<Series> series) implements StoredContent {

    @Override
    public long length(int index) {
        Series one = series.get(index);
        return (long) one.channels() * one.length() * Float.BYTES;
    }

    @Override
    public String hash(int index) {
        return ContentHash.of(series.get(index)).orElseThrow();
    }
}
