package io.ssl4j.core.series;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.PartNotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training part and a test part with the same classes under the same numbers. A class that occurs in only one part
 * keeps its number in the other, where no series has it; {@link #onlyInTest} and {@link #onlyInTrain} name such
 * classes.
 *
 * @param train the training part
 * @param test the test part
 */
public record SeriesSplit(LabeledSeriesDataset train, LabeledSeriesDataset test) {

    public SeriesSplit {
        if (!train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException("both parts must have the same class names in the same order, got "
                    + train.classNames() + " and " + test.classNames() + "; use SeriesSplit.of");
        }
    }

    /**
     * Makes a split of two parts whose classes are renumbered together: by value if all names are numbers, else by
     * name.
     */
    public static SeriesSplit of(LabeledSeriesDataset train, LabeledSeriesDataset test) {
        return new SeriesSplit(train.withClasses(test.classNames()), test.withClasses(train.classNames()));
    }

    /** The class names of both parts, by label. */
    public List<String> classNames() {
        return train.classNames();
    }

    /**
     * What a person should know about the series: the notes of both parts, classes that training lacks, and series that
     * stand in both parts ({@link PartNotes#of}).
     */
    public List<DataNote> notes() {
        List<DataNote> notes = new ArrayList<>(train.notes());
        notes.addAll(test.notes());
        notes.addAll(PartNotes.of(train, test, "series"));
        return notes.stream().distinct().toList();
    }

    /** The classes without series in the test part. */
    public List<String> onlyInTrain() {
        return classesIn(train, test);
    }

    /** The classes without series in the training part, about which nothing can be learned. */
    public List<String> onlyInTest() {
        return classesIn(test, train);
    }

    private static List<String> classesIn(LabeledSeriesDataset part, LabeledSeriesDataset other) {
        boolean[] here = present(part);
        boolean[] there = present(other);
        return IntStream.range(0, here.length)
                .filter(label -> here[label] && !there[label])
                .mapToObj(part.classNames()::get)
                .toList();
    }

    private static boolean[] present(LabeledSeriesDataset part) {
        boolean[] present = new boolean[part.classNames().size()];
        Arrays.stream(part.labels()).forEach(label -> present[label] = true);
        return present;
    }
}
