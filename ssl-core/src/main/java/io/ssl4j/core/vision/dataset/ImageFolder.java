package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.io.FileNames;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.file.ImageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The image files under a folder, ordered by their path relative to it.
 *
 * @param root the folder
 * @param files the image files
 */
record ImageFolder(Path root, List<Path> files) {

    private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

    /** The largest number of skipped files that a warning lists by name. */
    private static final int SHOWN = 5;

    /** @throws IllegalArgumentException if there is no such folder, or no image in it */
    static ImageFolder list(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("there must be a folder at " + root + ", got "
                    + (Files.exists(root) ? "a file" : "nothing") + " there; check the path");
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            all = walk.filter(file -> isVisible(root, file) && Files.isRegularFile(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + root + ": " + e, e);
        }
        List<Path> images = all.stream()
                .filter(ImageFormat::hasImageName)
                .sorted(Comparator.comparing(file -> relativeName(root, file)))
                .toList();
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "a folder of images must hold at least one PNG, JPEG, BMP, GIF, TIFF or WebP file, got "
                            + described(all)
                            + " in " + root + "; check the path, or convert the files");
        }
        images.forEach(image -> FileNames.requireReadable(relativeName(root, image)));
        return new ImageFolder(root, images);
    }

    private static boolean isVisible(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
                return false;
            }
        }
        return true;
    }

    /** "no files", or "3 files (2 .webp, 1 .txt)". */
    private static String described(List<Path> files) {
        if (files.isEmpty()) {
            return "no files";
        }
        Map<String, Long> kinds = files.stream()
                .collect(Collectors.groupingBy(ImageFormat::extension, TreeMap::new, Collectors.counting()));
        return files.size() + " files ("
                + kinds.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(SHOWN)
                        .map(kind -> kind.getValue()
                                + (kind.getKey().isEmpty() ? " without extension" : " ." + kind.getKey()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /**
     * The path relative to the root with forward slashes, the same on every platform; for a file elsewhere, its full
     * path.
     */
    static String relativeName(Path root, Path file) {
        Path name = file.startsWith(root) ? root.relativize(file) : file;
        return name.toString().replace('\\', '/');
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

    FileImageStore store(ImageFolderOptions options) {
        if (options.unreadable() == Unreadable.FAIL) {
            return new FileImageStore(root, files, options, List.of());
        }
        String[] problems = new String[files.size()];
        IntStream.range(0, problems.length).parallel().forEach(i -> problems[i] = problem(files.get(i), options));
        List<Path> readable = new ArrayList<>();
        List<SkippedImage> skipped = new ArrayList<>();
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] == null) {
                readable.add(files.get(i));
            } else {
                skipped.add(new SkippedImage(files.get(i), problems[i]));
            }
        }
        report(skipped);
        if (readable.isEmpty()) {
            throw new IllegalArgumentException("none of the " + files.size() + " image files in " + root
                    + " can be read; the first: " + skipped.get(0).reason());
        }
        return new FileImageStore(root, List.copyOf(readable), options, List.copyOf(skipped));
    }

    private static String problem(Path file, ImageFolderOptions options) {
        try {
            ImageFile.read(file, options.color());
            return null;
        } catch (DatasetFormatException | UncheckedIOException e) {
            return e.getMessage();
        }
    }

    private void report(List<SkippedImage> skipped) {
        if (!skipped.isEmpty()) {
            LOG.warn(
                    "{}: skipped {} of {} image files as unreadable: {}{}",
                    root,
                    skipped.size(),
                    files.size(),
                    skipped.stream().limit(SHOWN).map(SkippedImage::reason).collect(Collectors.joining("; ")),
                    skipped.size() > SHOWN ? "; and " + (skipped.size() - SHOWN) + " more" : "");
        }
    }
}
