package io.ssl4j.core.series;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.LabeledDataset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Series in memory, each of which belongs to one class: the input of evaluation.
 *
 * <pre>{@code
 * SeriesSplit gunPoint = SeriesArchive.readSplit(Path.of("GunPoint"));
 * LabeledSeriesDataset train = gunPoint.train();
 * List<LabeledSeriesDataset> parts = train.split(42, 0.8, 0.2);       // shuffled, stratified
 * }</pre>
 */
public final class LabeledSeriesDataset extends SeriesDataset implements LabeledDataset<Series> {

    private final int[] labels;
    private final List<String> classNames;

    private LabeledSeriesDataset(SeriesDataset series, int[] labels, List<String> classNames) {
        super(all(series), names(series), series.notes());
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        if (labels.length != series.size()) {
            throw new IllegalArgumentException(
                    "every series needs a label, got " + series.size() + " series and " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new IllegalArgumentException("labels must lie in 0.." + (classNames.size() - 1) + " for "
                        + classNames.size() + " class names, got " + labels[i] + " for series " + i);
            }
        }
    }

    private static List<Series> all(SeriesDataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::get).toList();
    }

    private static List<String> names(SeriesDataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::name).toList();
    }

    /**
     * Makes a data set of series with labels.
     *
     * @param labels one for each series, in {@code [0, classNames.size())}
     */
    public static LabeledSeriesDataset of(SeriesDataset series, int[] labels, List<String> classNames) {
        return new LabeledSeriesDataset(series, labels.clone(), classNames);
    }

    /**
     * Makes a data set of series with the names of their classes. Classes are numbered by value if all names are
     * numbers, else by name.
     *
     * @param classes the class of each series
     */
    public static LabeledSeriesDataset of(SeriesDataset series, List<String> classes) {
        List<String> sorted = ClassNames.sorted(classes);
        Map<String, Integer> numbers = numbers(sorted);
        return new LabeledSeriesDataset(
                series, classes.stream().mapToInt(numbers::get).toArray(), sorted);
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }

    @Override
    public int label(int index) {
        return labels[Objects.checkIndex(index, labels.length)];
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Returns the same series with additional classes. All classes are renumbered, by value if all names are numbers,
     * else by name, so that two data sets that are each given the other's classes have the same numbers.
     */
    public LabeledSeriesDataset withClasses(Collection<String> further) {
        Set<String> all = new LinkedHashSet<>(classNames);
        all.addAll(further);
        List<String> sorted = ClassNames.sorted(all);
        Map<String, Integer> numbers = numbers(sorted);
        int[] renumbered = IntStream.of(labels)
                .map(label -> numbers.get(classNames.get(label)))
                .toArray();
        return new LabeledSeriesDataset(this, renumbered, sorted);
    }

    @Override
    public LabeledSeriesDataset withNotes(List<DataNote> newNotes) {
        return new LabeledSeriesDataset(super.withNotes(newNotes), labels, classNames);
    }

    @Override
    public SeriesDataset unlabeled() {
        return new SeriesDataset(all(this), names(this), notes());
    }

    /** Cuts every series into windows, each with the label of the series. Nothing is copied. */
    @Override
    public LabeledSeriesWindows windows(int length, int stride) {
        return SeriesWindows.of((LabeledDataset<Series>) this, length, stride);
    }

    @Override
    public LabeledSeriesDataset select(int... indices) {
        SeriesDataset selected = super.select(indices);
        int[] selectedLabels = IntStream.of(indices).map(i -> labels[i]).toArray();
        return new LabeledSeriesDataset(selected, selectedLabels, classNames);
    }

    @Override
    public LabeledSeriesDataset subset(int size, long seed) {
        return (LabeledSeriesDataset) LabeledDataset.super.subset(size, seed);
    }

    @Override
    public List<LabeledSeriesDataset> split(long seed, double... fractions) {
        return LabeledDataset.super.split(seed, fractions).stream()
                .map(LabeledSeriesDataset.class::cast)
                .toList();
    }

    @Override
    public List<LabeledSeriesDataset> splitSizes(long seed, int... sizes) {
        return LabeledDataset.super.splitSizes(seed, sizes).stream()
                .map(LabeledSeriesDataset.class::cast)
                .toList();
    }

    /** "50 series of 1 channel x 150 time steps, 2 classes". */
    @Override
    public String toString() {
        return super.toString() + ", " + classNames.size() + (classNames.size() == 1 ? " class" : " classes");
    }
}
