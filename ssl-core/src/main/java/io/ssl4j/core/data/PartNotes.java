package io.ssl4j.core.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person should know about the training and the test part of a data set: the two are compared. */
public final class PartNotes {

    private static final int SHOWN = 5;

    /** The most bytes that are read to find samples that stand in both parts: about ten seconds' worth. */
    private static final long MOST_BYTES = 4L << 30;

    private PartNotes() {}

    /**
     * Compares two parts: the classes of the test part that the training part lacks, and the samples that stand in
     * both. Samples are the same if their content is, to the byte; only those of equal length are read. What is found
     * is logged.
     *
     * @param samples what samples are called: "images"
     */
    public static <T> List<DataNote> of(Dataset<T> train, Dataset<T> test, String samples) {
        List<DataNote> notes = new ArrayList<>();
        if (train instanceof LabeledDataset<T> first && test instanceof LabeledDataset<T> second) {
            unknownClasses(first, second, samples).ifPresent(notes::add);
        }
        if (train.content().isPresent() && test.content().isPresent()) {
            inBothParts(train, test, samples).ifPresent(notes::add);
        }
        return DataNote.logged(notes);
    }

    private static Optional<DataNote> unknownClasses(LabeledDataset<?> train, LabeledDataset<?> test, String samples) {
        Set<String> known = new HashSet<>();
        for (int label : train.labels()) {
            known.add(train.classNames().get(label));
        }
        Map<String, Integer> unknown = new HashMap<>();
        for (int label : test.labels()) {
            String name = test.classNames().get(label);
            if (!known.contains(name)) {
                unknown.merge(name, 1, Integer::sum);
            }
        }
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        int affected = unknown.values().stream().mapToInt(Integer::intValue).sum();
        return Optional.of(new DataNote(
                DataNote.Kind.UNKNOWN_CLASSES,
                unknown.size(),
                (unknown.size() == 1 ? "1 class of the test part is" : unknown.size() + " classes of the test part are")
                        + " not in the training part, so " + affected + " of " + test.size()
                        + " test " + samples + " cannot be classified: "
                        + shown(unknown.keySet().stream().sorted().toList())));
    }

    private static Optional<DataNote> inBothParts(Dataset<?> train, Dataset<?> test, String samples) {
        StoredContent first = train.content().orElseThrow();
        StoredContent second = test.content().orElseThrow();
        long[] trainLengths = lengths(first, train.size());
        long[] testLengths = lengths(second, test.size());
        Set<Long> both = IntStream.range(0, testLengths.length)
                .mapToObj(i -> testLengths[i])
                .collect(Collectors.toCollection(HashSet::new));
        both.retainAll(IntStream.range(0, trainLengths.length)
                .mapToObj(i -> trainLengths[i])
                .collect(Collectors.toSet()));
        IntPredicate trainCandidate = i -> both.contains(trainLengths[i]);
        IntPredicate testCandidate = i -> both.contains(testLengths[i]);
        if (bytes(trainLengths, trainCandidate) + bytes(testLengths, testCandidate) > MOST_BYTES) {
            return Optional.empty();
        }
        Map<String, Integer> known = new HashMap<>();
        String[] trainHashes = hashes(first, train.size(), trainCandidate);
        for (int i = trainHashes.length - 1; i >= 0; i--) {
            if (trainHashes[i] != null) {
                known.put(trainHashes[i], i);
            }
        }
        String[] testHashes = hashes(second, test.size(), testCandidate);
        BitSet same = new BitSet();
        IntStream.range(0, testHashes.length)
                .filter(i -> testHashes[i] != null && known.containsKey(testHashes[i]))
                .forEach(same::set);
        if (same.isEmpty()) {
            return Optional.empty();
        }
        List<String> pairs = same.stream()
                .limit(SHOWN)
                .mapToObj(i -> test.name(i) + " is " + train.name(known.get(testHashes[i])))
                .toList();
        int count = same.cardinality();
        return Optional.of(new DataNote(
                DataNote.Kind.IN_BOTH_PARTS,
                count,
                count + " of " + test.size() + " test " + samples
                        + " stand in the training part, too, so accuracies are"
                        + " too high: " + String.join(", ", pairs) + (count > SHOWN ? ", ..." : "")
                        + "; take them out of one part"));
    }

    private static long[] lengths(StoredContent content, int size) {
        return IntStream.range(0, size).parallel().mapToLong(content::length).toArray();
    }

    private static long bytes(long[] lengths, IntPredicate chosen) {
        return IntStream.range(0, lengths.length)
                .filter(chosen)
                .mapToLong(i -> lengths[i])
                .sum();
    }

    private static String[] hashes(StoredContent content, int size, IntPredicate chosen) {
        String[] hashes = new String[size];
        IntStream.range(0, size).parallel().filter(chosen).forEach(i -> hashes[i] = content.hash(i));
        return hashes;
    }

    private static String shown(List<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
    }
}
