package io.ssl4j.core.series.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two files of a problem.
 *
 * @param train {@code NAME_TRAIN.tsv} or similar
 * @param test {@code NAME_TEST.tsv} or the like
 */
record ArchivePair(Path train, Path test) {

    private static final String TRAIN = "_TRAIN.";
    private static final String TEST = "_TEST.";

    /** The order in which the formats are searched for in a folder with several of them. */
    private static final List<String> ENDINGS = List.of(".ts", ".tsv", ".txt", ".csv");

    /** Finds the pair of a folder or of a training file. */
    static ArchivePair of(Path path) {
        if (Files.isDirectory(path)) {
            return ofTrain(trainIn(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there must be a folder or a file NAME_TRAIN.tsv (.ts, .txt, .csv) at "
                    + path + ", got nothing there; check the path");
        }
        return ofTrain(path);
    }

    private static ArchivePair ofTrain(Path train) {
        String name = train.getFileName().toString();
        if (!name.contains(TRAIN)) {
            throw new IllegalArgumentException("the training file must be named NAME_TRAIN.tsv (.ts, .txt, .csv), got "
                    + train + "; use SeriesArchive.read for each file and SeriesSplit.of");
        }
        String plain = name.replaceFirst("\\.gz$", "").replace(TRAIN, TEST);
        return Stream.of(plain, plain + ".gz")
                .map(train::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(test -> new ArchivePair(train, test))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there must be a test part " + plain + " beside " + train + ", got nothing there"));
    }

    private static Path trainIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            for (String ending : ENDINGS) {
                List<Path> found =
                        all.stream().filter(file -> isTrain(file, ending)).toList();
                if (found.size() > 1) {
                    throw new IllegalArgumentException("there must be one problem in " + folder + ", got "
                            + found.stream().limit(5).map(Path::getFileName).toList()
                            + "; give the training file of one");
                }
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "there must be a file NAME_TRAIN.tsv (.ts, .txt, .csv) in " + folder + ", got none");
    }

    private static boolean isTrain(Path file, String ending) {
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
        return name.contains(TRAIN) && name.endsWith(ending);
    }
}
