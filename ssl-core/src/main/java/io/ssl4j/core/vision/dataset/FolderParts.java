package io.ssl4j.core.vision.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a folder of images that is split: the one rule for what {@code train} and {@code test} mean as names of
 * sub-folders. A folder is split if all its images lie in {@code train} and in {@code test}, {@code val}, {@code valid}
 * or {@code validation}. Next to any other sub-folder these names are classes like all others.
 *
 * @param train the folder of the images to learn from
 * @param test the folder of the images reserved for testing: the first of the four names that there is
 */
record FolderParts(Path train, Path test) {

    private static final String TRAIN = "train";
    private static final List<String> TEST = List.of("test", "val", "valid", "validation");

    /** Whether a name, of a sub-folder or in the column {@code split} of a manifest, is that of a test part. */
    static boolean isTest(String name) {
        return TEST.contains(name);
    }

    /** The names of test parts, the first that there is counts. */
    static Stream<String> testNames() {
        return TEST.stream();
    }

    /** The parts of a folder; empty if it is not split. */
    static Optional<FolderParts> of(ImageFolder folder) {
        Set<String> names = folder.files().stream()
                .map(file -> folder.root().relativize(file))
                .map(file -> file.getNameCount() > 1 ? file.getName(0).toString() : "")
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<String> test = testNames().filter(names::contains).findFirst();
        boolean split = names.contains(TRAIN) && names.stream().allMatch(name -> name.equals(TRAIN) || isTest(name));
        return test.filter(name -> split)
                .map(name -> new FolderParts(
                        folder.root().resolve(TRAIN), folder.root().resolve(name)));
    }

    /**
     * Refuses to read a split folder as one set of images: its test images would be learned from.
     *
     * @throws IllegalArgumentException if the folder is split
     */
    static ImageFolder requireNone(ImageFolder folder) {
        of(folder).ifPresent(parts -> {
            throw new IllegalArgumentException("a folder that is read as one set of images must not be split, but all"
                    + " images of " + folder.root() + " lie in " + parts.train.getFileName() + " and "
                    + parts.test.getFileName() + ", its parts; open " + parts.train
                    + ", or both parts with ImageSource.open(folder)");
        });
        return folder;
    }
}
