package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.FolderFiles;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.io.FileNames;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.file.ImageFormat;
import io.ssl4j.core.vision.file.PictureCount;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The image files under a folder, ordered by their path relative to it.
 *
 * @param root the folder
 * @param files the image files
 * @param missing links with the names of images that lead nowhere, and folders that cannot be listed
 * @param leftOut what else there is in the folder
 */
record ImageFolder(Path root, List<Path> files, List<SkippedFile> missing, List<DataNote> leftOut) {

    /** The largest number of unreadable files that a message lists by name. */
    private static final int SHOWN = 5;

    private static final String FETCH = "get what the links stand for (git annex get, dvc pull)";

    /** Extensions of pictures in formats that are not read. */
    static final Set<String> CONVERTIBLE =
            Set.of("heic", "heif", "avif", "jxl", "jp2", "psd", "dng", "cr2", "cr3", "nef", "arw", "svg");

    /** @throws IllegalArgumentException if there is no such folder, or no image in it */
    static ImageFolder list(Path root) {
        return of(FolderFiles.under(root));
    }

    static ImageFolder of(FolderFiles folder) {
        List<Path> images = folder.taken(ImageFormat::hasImageName);
        List<SkippedFile> missing = folder.unreadable(ImageFormat::hasImageName);
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "a folder of images must hold at least one PNG, JPEG, BMP, GIF, TIFF or WebP file, got "
                            + folder.describe()
                            + " in " + folder.root() + "; "
                            + (missing.isEmpty()
                                    ? "check the path, or convert the files"
                                    : missing.size() + " are not there (" + missing.get(0) + "); " + FETCH));
        }
        images.forEach(image -> FileNames.requireReadable(FolderFiles.name(folder.root(), image)));
        return new ImageFolder(folder.root(), images, missing, leftOut(folder, path -> true));
    }

    /** Files that are listed elsewhere. */
    static ImageFolder of(Path root, List<Path> files) {
        return new ImageFolder(root, files, List.of(), List.of());
    }

    private static List<DataNote> leftOut(FolderFiles folder, Predicate<Path> part) {
        return folder.leftOut(ImageFormat::hasImageName, part, CONVERTIBLE).stream()
                .toList();
    }

    /** The same with what was left out of a folder above it, next to its parts. */
    ImageFolder besides(FolderFiles above, List<Path> parts) {
        List<DataNote> all =
                new ArrayList<>(leftOut(above, path -> parts.stream().noneMatch(path::startsWith)));
        all.addAll(leftOut);
        return new ImageFolder(root, files, missing, all);
    }

    ImageDataset open(ImageFolderOptions options) {
        return new ImageDataset(store(options));
    }

    /** Returns whether every image lies in a sub-folder, and there are at least two sub-folders. */
    boolean isLabeled() {
        return files.stream().allMatch(file -> className(file) != null)
                && classNames().size() > 1;
    }

    /** The first-level sub-folders that contain an image, sorted. */
    List<String> classNames() {
        return files.stream().map(this::requireClass).distinct().sorted().toList();
    }

    /** @param classNames all classes, which may include more than those of this folder */
    LabeledImageDataset openLabeled(ImageFolderOptions options, List<String> classNames) {
        FileImageStore store = store(options);
        Map<String, Integer> labelOf = new HashMap<>();
        classNames.forEach(name -> labelOf.put(name, labelOf.size()));
        int[] labels = store.files().stream()
                .mapToInt(file -> labelOf.get(requireClass(file)))
                .toArray();
        return new LabeledImageDataset(store, labels, classNames);
    }

    private String className(Path file) {
        Path relative = root.relativize(file);
        return relative.getNameCount() > 1 ? relative.getName(0).toString() : null;
    }

    private String requireClass(Path file) {
        String name = className(file);
        if (name == null) {
            throw new IllegalArgumentException("a labelled folder has one sub-folder per class, but " + file
                    + " lies directly in " + root + "; move it, or open the folder without labels");
        }
        return name;
    }

    /**
     * The files as the options want them. What a person should know of them is logged.
     *
     * @throws DatasetFormatException if files are missing and may not be skipped
     */
    FileImageStore store(ImageFolderOptions options) {
        List<DataNote> notes = new ArrayList<>(leftOut);
        List<SkippedFile> skipped = new ArrayList<>(missing);
        List<Path> readable = files;
        if (options.unreadable() == Unreadable.SKIP) {
            readable = readable(options, skipped);
            unreadable(skipped).ifPresent(notes::add);
        } else {
            requireAll();
        }
        furtherPictures(readable).ifPresent(notes::add);
        return new FileImageStore(root, List.copyOf(readable), options, List.copyOf(skipped), DataNote.logged(notes));
    }

    private void requireAll() {
        if (!missing.isEmpty()) {
            throw new DatasetFormatException(
                    missing.get(0).path(),
                    -1,
                    missing.get(0).reason()
                            + (missing.size() == 1
                                    ? ""
                                    : "; of " + (files.size() + missing.size()) + " image files in " + root + " "
                                            + missing.size() + " are not there")
                            + "; " + FETCH + ", or leave them out (Unreadable.SKIP)");
        }
    }

    /** @param skipped receives the files that cannot be read */
    private List<Path> readable(ImageFolderOptions options, List<SkippedFile> skipped) {
        String[] problems = new String[files.size()];
        IntStream.range(0, problems.length).parallel().forEach(i -> problems[i] = problem(files.get(i), options));
        List<Path> readable = new ArrayList<>();
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] == null) {
                readable.add(files.get(i));
            } else {
                skipped.add(new SkippedFile(files.get(i), problems[i]));
            }
        }
        if (readable.isEmpty()) {
            throw new IllegalArgumentException("none of the " + files.size() + " image files in " + root
                    + " can be read; the first: " + skipped.get(0).reason());
        }
        return readable;
    }

    private static String problem(Path file, ImageFolderOptions options) {
        try {
            ImageFile.read(file, options.color());
            return null;
        } catch (DatasetFormatException | UncheckedIOException e) {
            // The path stands before the reason.
            return e.getMessage().replaceFirst("^" + Pattern.quote(file.toString()) + ":? ?", "");
        }
    }

    private Optional<DataNote> unreadable(List<SkippedFile> skipped) {
        if (skipped.isEmpty()) {
            return Optional.empty();
        }
        int all = files.size() + missing.size();
        return Optional.of(new DataNote(
                DataNote.Kind.UNREADABLE,
                skipped.size(),
                skipped.size() + " of " + all + " image files in " + root + " cannot be read and are left out: "
                        + skipped.stream()
                                .limit(SHOWN)
                                .map(file -> FolderFiles.name(root, file.path()) + ": " + file.reason())
                                .collect(Collectors.joining("; "))
                        + (skipped.size() > SHOWN ? "; and " + (skipped.size() - SHOWN) + " more" : "")));
    }

    /** Pages and frames behind the first, which are not read. */
    private Optional<DataNote> furtherPictures(List<Path> readable) {
        List<Path> several =
                readable.stream().filter(PictureCount::maybeSeveral).toList();
        int[] further = several.stream()
                .parallel()
                .mapToInt(file -> PictureCount.of(file) - 1)
                .toArray();
        int[] files =
                IntStream.range(0, further.length).filter(i -> further[i] > 0).toArray();
        if (files.length == 0) {
            return Optional.empty();
        }
        int pictures = IntStream.of(further).sum();
        String shown = IntStream.of(files)
                .limit(SHOWN)
                .mapToObj(i -> FolderFiles.name(root, several.get(i)) + ": " + further[i])
                .collect(Collectors.joining(", "));
        return Optional.of(new DataNote(
                DataNote.Kind.DROPPED_PARTS,
                pictures,
                pictures + " further pages and frames in " + files.length + " of " + readable.size()
                        + " image files in " + root + " are not read (" + shown + (files.length > SHOWN ? ", ..." : "")
                        + "); to use them, save each as a file of its own"));
    }
}
