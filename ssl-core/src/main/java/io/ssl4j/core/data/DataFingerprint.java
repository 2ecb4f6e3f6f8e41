package io.ssl4j.core.data;

import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run's data was: how many samples, what they were called, and what some of them held. All names count; contents
 * are those of samples at even distances, so that a change of one sample among many is found only if it is one of
 * these.
 *
 * @param size samples of the data set
 * @param parts the data set cut into parts, each with its first sample looked at
 */
public record DataFingerprint(int size, List<Part> parts) {

    /** In place of a content that was not read, or is not known. */
    private static final String NOTHING = "-";

    /** Parts of a fingerprint of names only. */
    private static final int PARTS_OF_NAMES = 64;

    /**
     * A part of the data set, from one sample to before that of the next part.
     *
     * @param index of its first sample
     * @param name of that sample
     * @param names a hash of all names in the part
     * @param content a hash of what that sample holds, or "-"
     * @param rows a hash of the rows that it becomes, or "-"
     */
    public record Part(int index, String name, String names, String content, String rows) {}

    public DataFingerprint {
        parts = List.copyOf(parts);
    }

    /**
     * Looks at a data set.
     *
     * @param contents samples that are read, at most; 0 to compare only number and names
     * @param rows the hash of the rows that a sample becomes, if there are any
     */
    public static <T> DataFingerprint of(Dataset<T> data, int contents, Function<T, Optional<String>> rows) {
        int count = Math.min(data.size(), contents > 0 ? contents : PARTS_OF_NAMES);
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (int) ((long) i * data.size() / count);
        }
        return at(data, starts, contents, rows);
    }

    /**
     * Looks at another data set of the same size, or at the same one later, in the same places.
     *
     * @param contents samples that are read, at most
     */
    public <T> DataFingerprint again(Dataset<T> data, int contents, Function<T, Optional<String>> rows) {
        return at(data, parts.stream().mapToInt(Part::index).toArray(), contents, rows);
    }

    private static <T> DataFingerprint at(
            Dataset<T> data, int[] starts, int contents, Function<T, Optional<String>> rows) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : data.size();
            // Of more parts than contents, every so many is read.
            boolean read = (long) (i + 1) * contents / starts.length != (long) i * contents / starts.length;
            Optional<T> sample = read ? sample(data, starts[i]) : Optional.empty();
            parts.add(new Part(
                    starts[i],
                    data.name(starts[i]).replaceAll("[\\t\\r\\n]", " "),
                    names(data, starts[i], end),
                    sample.flatMap(ContentHash::of).orElse(NOTHING),
                    sample.flatMap(rows).orElse(NOTHING)));
        }
        return new DataFingerprint(data.size(), parts);
    }

    /** A sample that cannot be read is left to the loader, which names it; an interrupt is left to the run. */
    private static <T> Optional<T> sample(Dataset<T> data, int index) {
        try {
            return Optional.ofNullable(data.get(index));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                    Thread.currentThread().interrupt();
                }
            }
            return Optional.empty();
        }
    }

    private static String names(Dataset<?> data, int from, int to) {
        ContentHash hash = new ContentHash();
        for (int i = from; i < to; i++) {
            hash.add(data.name(i));
        }
        return hash.text();
    }

    /**
     * Returns the first difference in the data as a phrase: "sample 12 ('cat/3.png') holds something else". What was
     * not read on one of the two sides is not compared.
     *
     * @param now from {@link #again}
     */
    public Optional<String> difference(DataFingerprint now) {
        if (size != now.size) {
            return Optional.of("there were " + size + " samples, there are " + now.size);
        }
        for (int i = 0; i < parts.size(); i++) {
            Part before = parts.get(i);
            Part after = now.parts.get(i);
            if (!before.name.equals(after.name)) {
                return Optional.of("sample " + before.index + " was '" + before.name + "', it is '" + after.name + "'");
            }
            if (!before.names.equals(after.names)) {
                return Optional.of("a sample after " + before.index + " ('" + before.name + "') and before "
                        + (i + 1 < parts.size() ? "sample " + parts.get(i + 1).index : "the end")
                        + " has another name");
            }
            if (differ(before.content, after.content)) {
                return Optional.of("sample " + before.index + " ('" + before.name + "') holds something else");
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the first sample that becomes other rows, as a phrase; of the same data that is another preprocessing.
     *
     * @param now from {@link #again}
     */
    public Optional<String> rowDifference(DataFingerprint now) {
        for (int i = 0; i < parts.size(); i++) {
            Part before = parts.get(i);
            if (differ(before.rows, now.parts.get(i).rows)) {
                return Optional.of("sample " + before.index + " ('" + before.name + "') becomes other rows");
            }
        }
        return Optional.empty();
    }

    private static boolean differ(String before, String after) {
        return !before.equals(NOTHING) && !after.equals(NOTHING) && !before.equals(after);
    }

    /** Returns the fingerprint as text, for a checkpoint. */
    public String text() {
        StringBuilder text = new StringBuilder().append(size).append('\n');
        for (Part part : parts) {
            text.append(part.index).append('\t').append(part.names).append('\t');
            text.append(part.content).append('\t').append(part.rows).append('\t');
            text.append(part.name).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if it is not such a text
     */
    public static DataFingerprint read(String text) {
        List<String> lines = text.lines().toList();
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", 5);
            if (fields.length != 5) {
                throw new IllegalArgumentException(
                        "a line of a fingerprint must have 5 fields, got '" + line + "'; use another checkpoint");
            }
            parts.add(new Part(Integer.parseInt(fields[0]), fields[4], fields[1], fields[2], fields[3]));
        }
        return new DataFingerprint(Integer.parseInt(lines.get(0)), parts);
    }
}
