package io.ssl4j.core.vision.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.io.CsvDelimiter;
import io.ssl4j.core.io.FileNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A CSV file that lists image files, each with a label and optionally a split; see {@link LabeledImageDataset#manifest}
 * for the format.
 *
 * @param file the manifest
 * @param rows its data lines, at least one
 * @param classNames all labels of the file, sorted; a part keeps those of the whole file
 */
record ImageManifest(Path file, List<Row> rows, List<String> classNames) {

    private static final String PATH = "path";
    private static final String LABEL = "label";
    private static final String SPLIT = "split";
    private static final Set<String> SPLITS = Set.of("", "train", "test", "val", "valid", "validation");

    /**
     * @param image the image file, which exists
     * @param label its class name
     * @param split one of "" (none given), "train", "test", "val", "valid" and "validation"
     */
    record Row(Path image, String label, String split) {}

    /** @throws DatasetFormatException if a line is damaged, with path and line */
    static ImageManifest read(Path file) {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader text = Files.newBufferedReader(file);
                CsvReader<CsvRecord> csv =
                        CsvReader.builder().fieldSeparator(delimiter(file)).ofCsvRecord(text)) {
            Iterator<CsvRecord> lines = csv.iterator();
            List<String> columns = lines.hasNext() ? columns(lines.next()) : List.of();
            requireColumns(file, columns);
            while (lines.hasNext()) {
                rows.add(row(file, columns, lines.next()));
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(file, e);
        }
        if (rows.isEmpty()) {
            throw new DatasetFormatException(file, -1, "a manifest must list at least one image, got only the header");
        }
        return new ImageManifest(
                file, rows, rows.stream().map(Row::label).distinct().sorted().toList());
    }

    private static char delimiter(Path file) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            String first = text.readLine();
            return CsvDelimiter.of(first == null ? "" : first);
        }
    }

    private static RuntimeException unreadable(Path file, Exception e) {
        if (e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException) {
            return new DatasetFormatException(file, -1, "a manifest must be text in UTF-8; save it as such", e);
        }
        return e instanceof CsvParseException
                ? new DatasetFormatException(file, -1, "it cannot be read as CSV: " + e.getMessage(), e)
                : new UncheckedIOException("could not read " + file + ": " + e, new IOException(e));
    }

    private static List<String> columns(CsvRecord header) {
        return header.getFields().stream()
                .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void requireColumns(Path file, List<String> columns) {
        for (String column : List.of(PATH, LABEL)) {
            if (columns.stream().filter(column::equals).count() != 1) {
                throw damaged(
                        file,
                        1,
                        "the first line must name the columns path, label and, if wanted, split, got "
                                + shortened(columns.toString()));
            }
        }
    }

    private static Row row(Path file, List<String> columns, CsvRecord line) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != columns.size()) {
            throw damaged(
                    file,
                    number,
                    "there must be " + columns.size() + " fields as in the first line, got " + line.getFieldCount()
                            + "; a field that holds a comma needs quotes");
        }
        String path = line.getField(columns.indexOf(PATH)).strip();
        String label = line.getField(columns.indexOf(LABEL)).strip();
        String split = columns.contains(SPLIT)
                ? line.getField(columns.indexOf(SPLIT)).strip().toLowerCase(Locale.ROOT)
                : "";
        if (path.isEmpty() || label.isEmpty()) {
            throw damaged(file, number, "path and label must not be empty, got '" + path + "' and '" + label + "'");
        }
        if (!SPLITS.contains(split)) {
            throw damaged(
                    file,
                    number,
                    "a split must be train, test, val, valid, validation or empty, got '" + shortened(split) + "'");
        }
        return new Row(image(file, number, path), label, split);
    }

    private static Path image(Path file, long number, String path) {
        Path image;
        try {
            image = file.resolveSibling(path);
        } catch (InvalidPathException e) {
            throw damaged(file, number, FileNames.explained(e));
        }
        if (!Files.isRegularFile(image)) {
            throw damaged(
                    file,
                    number,
                    "there must be a file at " + shortened(image.toString()) + ", got "
                            + (Files.exists(image) ? "a folder" : "nothing")
                            + " there; relative paths begin at the manifest's folder");
        }
        return image;
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    private static DatasetFormatException damaged(Path file, long line, String problem) {
        return new DatasetFormatException(file, -1, "line " + line + ": " + problem);
    }

    /** Returns the rows of some splits, or empty if there are none. */
    Optional<ImageManifest> part(Predicate<String> splits) {
        List<Row> part = rows.stream().filter(row -> splits.test(row.split())).toList();
        return part.isEmpty() ? Optional.empty() : Optional.of(new ImageManifest(file, part, classNames));
    }

    LabeledImageDataset open(ImageFolderOptions options) {
        Path root = file.resolveSibling("");
        FileImageStore store =
                ImageFolder.of(root, rows.stream().map(Row::image).toList()).store(options);
        Set<Path> skipped = store.skipped().stream().map(SkippedFile::path).collect(Collectors.toSet());
        int[] labels = rows.stream()
                .filter(row -> !skipped.contains(row.image()))
                .mapToInt(row -> Collections.binarySearch(classNames, row.label()))
                .toArray();
        return new LabeledImageDataset(store, labels, classNames);
    }
}
