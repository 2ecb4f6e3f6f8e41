package io.ssl4j.cli.run;

import io.ssl4j.cli.option.SplitPlan;
import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.registry.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of {@code data.csv}: the samples that a run began with, by name, the part of each, and a hash of what
 * some of them hold. Written at the start of a run; its resumption and its evaluation compare the data with it and take
 * the split from it.
 *
 * @param rows by the source's part and the sample's name
 */
public record DataRecord(Map<Key, Row> rows) {

    private static final Logger LOG = LoggerFactory.getLogger(DataRecord.class);

    private static final String HEADER = "source,part,name,content";
    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";
    private static final String UNUSED = "unused";

    /**
     * A sample.
     *
     * @param source "train" or "test": the part of the source that it lies in
     * @param name within that part
     */
    record Key(String source, String name) {}

    /**
     * The part and the content of a sample.
     *
     * @param part of the split: train, validation, test, unused
     * @param content a hash, or empty if it was not read
     */
    record Row(String part, String content) {}

    /**
     * Describes the data of a run that begins.
     *
     * @param contents samples whose content is read, at most, at even distances
     */
    static DataRecord of(DataSource<?> source, SplitPlan plan, int contents) {
        String[] parts = new String[source.train().size()];
        Arrays.fill(parts, UNUSED);
        mark(parts, plan.train(), TRAIN);
        mark(parts, plan.validation(), VALIDATION);
        if (!plan.ownTest()) {
            mark(parts, plan.test(), TEST);
        }
        int testSize = source.test().map(Dataset::size).orElse(0);
        String[] testParts = new String[testSize];
        Arrays.fill(testParts, plan.ownTest() ? TEST : UNUSED);
        Map<Key, Row> rows = new LinkedHashMap<>();
        int total = parts.length + testSize;
        add(rows, TRAIN, source.train(), parts, share(contents, parts.length, total));
        source.test().ifPresent(test -> add(rows, TEST, test, testParts, share(contents, testSize, total)));
        return new DataRecord(rows);
    }

    private static int share(int contents, int size, int total) {
        return (int) Math.min(size, ((long) contents * size + total - 1) / total);
    }

    private static void mark(String[] parts, int[] indices, String part) {
        for (int i : indices) {
            parts[i] = part;
        }
    }

    private static void add(Map<Key, Row> rows, String source, Dataset<?> data, String[] parts, int contents) {
        boolean[] read = new boolean[parts.length];
        for (int i = 0; i < contents; i++) {
            read[(int) ((long) i * parts.length / contents)] = true;
        }
        List<String> names = names(data);
        String[] hashes = new String[parts.length];
        IntStream.range(0, parts.length).parallel().forEach(i -> hashes[i] = read[i] ? content(data, i) : "");
        for (int i = 0; i < parts.length; i++) {
            rows.put(new Key(source, names.get(i)), new Row(parts[i], hashes[i]));
        }
    }

    /** Empty for a sample that cannot be read, which is left to the training or the evaluation that needs it. */
    private static String content(Dataset<?> data, int index) {
        try {
            return ContentHash.of(data.get(index)).orElse("");
        } catch (RuntimeException e) {
            LOG.debug("sample {} is not recorded: {}", data.name(index), e.toString());
            return "";
        }
    }

    /** The names, each once: a second sample of a name is called "name #2". */
    private static List<String> names(Dataset<?> data) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            String name = data.name(i).replaceAll("[\\r\\n]", " ");
            int count = seen.merge(name, 1, Integer::sum);
            names.add(count == 1 ? name : name + " #" + count);
        }
        return names;
    }

    /**
     * Returns what is different now, with the first sample that is gone, came or changed; empty if nothing is.
     *
     * @param samples what they are called: "images"
     */
    public Optional<String> difference(DataSource<?> source, String samples) {
        Map<Key, Integer> now = new LinkedHashMap<>();
        List<Dataset<?>> parts = new ArrayList<>(List.of(source.train()));
        source.test().ifPresent(parts::add);
        for (int p = 0; p < parts.size(); p++) {
            List<String> names = names(parts.get(p));
            for (int i = 0; i < names.size(); i++) {
                now.put(new Key(p == 0 ? TRAIN : TEST, names.get(i)), i);
            }
        }
        List<Key> gone =
                rows.keySet().stream().filter(key -> !now.containsKey(key)).toList();
        List<Key> came =
                now.keySet().stream().filter(key -> !rows.containsKey(key)).toList();
        List<Key> changed = rows.entrySet().parallelStream()
                .filter(entry -> !entry.getValue().content().isEmpty() && now.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue()
                        .content()
                        .equals(content(
                                parts.get(entry.getKey().source().equals(TRAIN) ? 0 : 1), now.get(entry.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
        if (gone.isEmpty() && came.isEmpty() && changed.isEmpty()) {
            return Optional.empty();
        }
        String first = !gone.isEmpty()
                ? "'" + gone.get(0).name() + "' is gone"
                : !came.isEmpty()
                        ? "'" + came.get(0).name() + "' is new"
                        : "'" + changed.get(0).name() + "' has changed";
        return Optional.of(first + " (of " + rows.size() + " " + samples + ", " + gone.size() + " gone, " + came.size()
                + " new, " + changed.size() + " changed)");
    }

    /** Returns the split of the beginning for what is there now: what is gone is left out, what is new is not used. */
    public SplitPlan plan(DataSource<?> source) {
        boolean ownTest = rows.entrySet().stream()
                .anyMatch(entry -> entry.getKey().source().equals(TEST)
                        && entry.getValue().part().equals(TEST));
        List<String> names = names(source.train());
        return new SplitPlan(
                indices(source.train(), names, TRAIN, TRAIN),
                indices(source.train(), names, TRAIN, VALIDATION),
                ownTest
                        ? source.test()
                                .map(test -> indices(test, names(test), TEST, TEST))
                                .orElse(new int[0])
                        : indices(source.train(), names, TRAIN, TEST),
                ownTest);
    }

    private int[] indices(Dataset<?> data, List<String> names, String source, String part) {
        int[] indices = IntStream.range(0, names.size())
                .filter(i -> {
                    Row row = rows.get(new Key(source, names.get(i)));
                    return row != null && row.part().equals(part);
                })
                .toArray();
        return SplitPlan.ordered(data, indices);
    }

    /** Writes the file; it appears whole or not at all. */
    void write(Path file) throws IOException {
        TextLines.write(
                file,
                Stream.concat(
                        Stream.of(HEADER),
                        rows.entrySet().stream()
                                .map(row -> CsvLine.of(List.of(
                                        row.getKey().source(),
                                        row.getValue().part(),
                                        row.getKey().name(),
                                        row.getValue().content())))));
    }

    /**
     * Reads what {@link #write} wrote; empty if there is no such file.
     *
     * @throws IOException if it is another file
     */
    public static Optional<DataRecord> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException(file + " must begin with '" + HEADER + "', got "
                    + (lines.isEmpty() ? "nothing" : "'" + lines.get(0) + "'")
                    + "; it is not the record of a run's data");
        }
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = CsvLine.fields(lines.get(i));
            if (fields.size() != 4) {
                throw new IOException(file + ", line " + (i + 1) + ": must have 4 fields, got " + fields.size()
                        + "; the record of the run's data is damaged");
            }
            rows.put(new Key(fields.get(0), fields.get(2)), new Row(fields.get(1), fields.get(3)));
        }
        return Optional.of(new DataRecord(rows));
    }
}
