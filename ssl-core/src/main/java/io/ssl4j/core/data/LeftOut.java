package io.ssl4j.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a folder that are no samples, as one line.
 *
 * @param root the folder
 * @param others files of other extensions
 * @param hidden hidden files and folders
 * @param loops links back to a folder that they lie in
 */
record LeftOut(Path root, List<Path> others, List<Path> hidden, List<Path> loops) {

    private static final int SHOWN = 5;

    Optional<DataNote> note(Set<String> convertible) {
        int count = others.size() + hidden.size() + loops.size();
        if (count == 0) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        if (!others.isEmpty()) {
            parts.add(others.size() + " by their extension (" + kinds(others) + ")");
        }
        if (!hidden.isEmpty()) {
            parts.add(hidden.size() + " hidden (" + names(hidden) + ")");
        }
        if (!loops.isEmpty()) {
            parts.add(loops.size() + (loops.size() == 1 ? " link" : " links") + " back to a folder above ("
                    + names(loops) + ")");
        }
        return Optional.of(new DataNote(
                DataNote.Kind.LEFT_OUT,
                count,
                (count == 1 ? "1 file in " + root + " is" : count + " files in " + root + " are") + " left out: "
                        + String.join(", ", parts) + advice(convertible)));
    }

    private String advice(Set<String> convertible) {
        Set<String> extensions = others.stream().map(LeftOut::extension).collect(Collectors.toSet());
        List<String> advice = new ArrayList<>();
        String convert = extensions.stream()
                .filter(convertible::contains)
                .sorted()
                .map(extension -> "." + extension)
                .collect(Collectors.joining(", "));
        if (!convert.isEmpty()) {
            advice.add("to use " + convert + ", convert them");
        }
        if (extensions.contains("")) {
            advice.add("a file without extension is used once it is named with that of its format");
        }
        return advice.isEmpty() ? "" : "; " + String.join("; ", advice);
    }

    /** "2 .webp, 1 without extension", the most frequent first. */
    static String kinds(List<Path> files) {
        Map<String, Long> kinds =
                files.stream().collect(Collectors.groupingBy(LeftOut::extension, TreeMap::new, Collectors.counting()));
        String shown = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(kind -> kind.getValue() + (kind.getKey().isEmpty() ? " without extension" : " ." + kind.getKey()))
                .collect(Collectors.joining(", "));
        return shown + (kinds.size() > SHOWN ? " and others" : "");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** The distinct names of some files. */
    private static String names(List<Path> files) {
        List<String> names = files.stream()
                .map(file -> file.getFileName().toString())
                .distinct()
                .sorted()
                .toList();
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
    }
}
