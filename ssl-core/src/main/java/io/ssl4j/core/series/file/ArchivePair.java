package io.ssl4j.core.series.file;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.FolderFiles;
import io.ssl4j.core.data.SkippedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The two files of a problem.
 *
 * @param train {@code NAME_TRAIN.tsv} or similar
 * @param test {@code NAME_TEST.tsv} or the like
 * @param notes what else there is in their folder, if a folder was given
 */
record ArchivePair(Path train, Path test, List<DataNote> notes) {

    private static final String TRAIN = "_TRAIN.";
    private static final String TEST = "_TEST.";

    /** The order in which the formats are searched for in a folder with several of them. */
    private static final List<String> ENDINGS = List.of(".ts", ".tsv", ".txt", ".csv");

    /** Finds the pair of a folder or of a training file. */
    static ArchivePair of(Path path) {
        if (Files.isDirectory(path)) {
            FolderFiles folder = FolderFiles.in(path);
            Optional<DataNote> leftOut = folder.leftOut(ArchivePair::isPart, file -> true, Set.of());
            return ofTrain(trainIn(folder), leftOut.stream().toList());
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there must be a folder or a file NAME_TRAIN.tsv (.ts, .txt, .csv) at "
                    + path + ", got nothing there; check the path");
        }
        return ofTrain(path, List.of());
    }

    private static ArchivePair ofTrain(Path train, List<DataNote> notes) {
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
                .map(test -> new ArchivePair(train, test, DataNote.logged(notes)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there must be a test part " + plain + " beside " + train + ", got nothing there"));
    }

    private static Path trainIn(FolderFiles folder) {
        for (String ending : ENDINGS) {
            List<Path> found = folder.taken(file -> isTrain(file, ending));
            if (found.size() > 1) {
                throw new IllegalArgumentException("there must be one problem in " + folder.root() + ", got "
                        + found.stream().limit(5).map(Path::getFileName).toList() + "; give the training file of one");
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        Optional<SkippedFile> missing =
                folder.unreadable(ArchivePair::isPart).stream().findFirst();
        throw new IllegalArgumentException("there must be a file NAME_TRAIN.tsv (.ts, .txt, .csv) in " + folder.root()
                + ", got " + missing.map(SkippedFile::toString).orElse("none"));
    }

    private static boolean isTrain(Path file, String ending) {
        String name = plainName(file);
        return name.contains(TRAIN) && name.endsWith(ending);
    }

    private static boolean isPart(Path file) {
        String name = plainName(file);
        return (name.contains(TRAIN) || name.contains(TEST)) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static String plainName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.gz$", "");
    }
}
