package io.ssl4j.core.series;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.StoredContent;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Series in memory, each with a name. {@code SeriesArchive}, {@code SeriesCsv} and {@code SeriesNpy} of {@link
 * io.ssl4j.core.series.file} read them from files.
 *
 * <pre>{@code
 * SeriesDataset machines = SeriesCsv.read(Path.of("machines.csv"), CsvColumns.headed().withTime("time"));
 * SeriesWindows windows = machines.windows(512, 256);
 * }</pre>
 */
public class SeriesDataset implements Dataset<Series> {

    private final List<Series> series;
    private final List<String> names;
    private final List<DataNote> notes;

    SeriesDataset(List<Series> series, List<String> names) {
        this(series, names, List.of());
    }

    SeriesDataset(List<Series> series, List<String> names, List<DataNote> notes) {
        this.series = List.copyOf(series);
        this.names = List.copyOf(names);
        this.notes = List.copyOf(notes);
        if (series.size() != names.size()) {
            throw new IllegalArgumentException(
                    "every series needs a name, got " + series.size() + " series and " + names.size() + " names");
        }
    }

    /** Makes a data set of these series, named by their index. */
    public static SeriesDataset of(List<Series> series) {
        return new SeriesDataset(series, numbered(series.size()));
    }

    /**
     * Makes a data set of these series.
     *
     * @param names the names of the series, for people
     */
    public static SeriesDataset of(List<Series> series, List<String> names) {
        return new SeriesDataset(series, names);
    }

    static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Override
    public final int size() {
        return series.size();
    }

    @Override
    public final long bytesInMemory() {
        return series.stream()
                .mapToLong(each -> (long) Float.BYTES * each.channels() * each.length())
                .sum();
    }

    @Override
    public final Series get(int index) {
        return series.get(index);
    }

    @Override
    public final String name(int index) {
        return names.get(index);
    }

    @Override
    public final List<DataNote> notes() {
        return notes;
    }

    /** Returns the same series with these notes. */
    public SeriesDataset withNotes(List<DataNote> newNotes) {
        return new SeriesDataset(series, names, newNotes);
    }

    @Override
    public final Optional<StoredContent> content() {
        return Optional.of(new SeriesContent(series));
    }

    /** Returns the series without labels. */
    public SeriesDataset unlabeled() {
        return this;
    }

    /**
     * Cuts every series into windows. Nothing is copied.
     *
     * @param length time steps of a window
     * @param stride time steps from the start of one window to that of the next
     * @throws IllegalArgumentException if either is below 1, or if all series are shorter than a window
     */
    public SeriesWindows windows(int length, int stride) {
        return SeriesWindows.of(this, length, stride);
    }

    @Override
    public SeriesDataset select(int... indices) {
        return new SeriesDataset(pick(series, indices), pick(names, indices), notes);
    }

    @Override
    public SeriesDataset subset(int size, long seed) {
        return (SeriesDataset) Dataset.super.subset(size, seed);
    }

    private static <T> List<T> pick(List<T> all, int... indices) {
        return Arrays.stream(indices).<T>mapToObj(all::get).toList();
    }

    /** "50 series of 1 channel x 150 time steps", or with a range if they differ. */
    @Override
    public String toString() {
        if (series.isEmpty()) {
            return "0 series";
        }
        String channels = range(series.stream().mapToInt(Series::channels).summaryStatistics());
        String lengths = range(series.stream().mapToInt(Series::length).summaryStatistics());
        return size() + " series of " + channels + (channels.equals("1") ? " channel x " : " channels x ") + lengths
                + (lengths.equals("1") ? " time step" : " time steps");
    }

    private static String range(IntSummaryStatistics values) {
        return values.getMin() + (values.getMin() == values.getMax() ? "" : " to " + values.getMax());
    }
}
