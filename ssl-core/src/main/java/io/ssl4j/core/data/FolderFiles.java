package io.ssl4j.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files of a folder, by one rule for every kind of sample:
 *
 * <ul>
 *   <li>files whose names the reader takes are samples; all others are left out and counted;
 *   <li>hidden files and folders are left out and counted: names that begin with a dot, and what systems put into
 *       folders ({@code Thumbs.db}, {@code desktop.ini}, {@code __MACOSX}, {@code @eaDir});
 *   <li>links are followed; a link back to a folder that it lies in adds nothing, is left out and counted;
 *   <li>a link that leads nowhere and has the name of a sample or of a folder (no extension), and a folder that cannot
 *       be listed, are unreadable: the reader treats them as it treats damaged files.
 * </ul>
 */
public final class FolderFiles {

    private static final Set<String> OF_SYSTEMS =
            Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin", "icon\r");

    private final Path root;
    private final List<Path> files = new ArrayList<>();
    private final List<SkippedFile> missing = new ArrayList<>();
    private final List<SkippedFile> unlisted = new ArrayList<>();
    private final List<Path> hidden = new ArrayList<>();
    private final List<Path> loops = new ArrayList<>();

    private FolderFiles(Path root) {
        this.root = root;
    }

    /**
     * Lists a folder and its sub-folders.
     *
     * @throws IllegalArgumentException if there is no such folder
     * @throws UncheckedIOException if it cannot be listed
     */
    public static FolderFiles under(Path root) {
        return list(root, Integer.MAX_VALUE);
    }

    /** Lists a folder without its sub-folders. See {@link #under}. */
    public static FolderFiles in(Path root) {
        return list(root, 1);
    }

    private static FolderFiles list(Path root, int depth) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("there must be a folder at " + root + ", got "
                    + (Files.exists(root) ? "a file" : "nothing") + " there; check the path");
        }
        FolderFiles listed = new FolderFiles(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, listed.new Walk());
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + root + ": " + e, e);
        }
        listed.files.sort(Comparator.comparing(listed::name));
        listed.missing.sort(Comparator.comparing(file -> listed.name(file.path())));
        return listed;
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** The files that are there and not hidden, ordered by {@link #name}. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** The path relative to the folder, with forward slashes on every platform; for a file elsewhere its full path. */
    public static String name(Path root, Path file) {
        Path name = file.startsWith(root) ? root.relativize(file) : file;
        return name.toString().replace('\\', '/');
    }

    private String name(Path file) {
        return name(root, file);
    }

    /** The files with the names of samples, ordered by {@link #name}. */
    public List<Path> taken(Predicate<Path> isSample) {
        return files.stream().filter(isSample).toList();
    }

    /** The links to samples or folders that lead nowhere, and the folders that cannot be listed. */
    public List<SkippedFile> unreadable(Predicate<Path> isSample) {
        List<SkippedFile> all = new ArrayList<>(unlisted);
        missing.stream().filter(file -> isMissed(file, isSample)).forEach(all::add);
        return all;
    }

    /** A link that leads nowhere may have led to a folder if its name has no extension. */
    private static boolean isMissed(SkippedFile file, Predicate<Path> isSample) {
        return isSample.test(file.path())
                || !file.path().getFileName().toString().contains(".");
    }

    /** "no files", or "3 files (2 .xcf, 1 without extension)". */
    public String describe() {
        return files.isEmpty() ? "no files" : files.size() + " files (" + LeftOut.kinds(files) + ")";
    }

    /**
     * What was left out, in one line; empty if nothing was.
     *
     * @param part the files and folders that count
     * @param convertible extensions of files that would be samples if they were converted
     */
    public Optional<DataNote> leftOut(Predicate<Path> isSample, Predicate<Path> part, Set<String> convertible) {
        List<Path> others = new ArrayList<>(files);
        others.removeIf(isSample);
        missing.stream().filter(file -> !isMissed(file, isSample)).forEach(file -> others.add(file.path()));
        others.removeIf(part.negate());
        return new LeftOut(
                        root,
                        others,
                        hidden.stream().filter(part).toList(),
                        loops.stream().filter(part).toList())
                .note(convertible);
    }

    private static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    }

    private final class Walk extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root) || !isHidden(folder)) {
                return FileVisitResult.CONTINUE;
            }
            hidden.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                hidden.add(file);
            } else if (attributes.isRegularFile()) {
                files.add(file);
            } else if (attributes.isSymbolicLink()) {
                missing.add(new SkippedFile(file, "the link leads nowhere"));
            } else if (!attributes.isDirectory()) {
                missing.add(new SkippedFile(file, "it is neither a file nor a folder"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (file.equals(root)) {
                throw problem;
            }
            if (isHidden(file)) {
                hidden.add(file);
            } else if (problem instanceof FileSystemLoopException) {
                loops.add(file);
            } else if (problem instanceof NoSuchFileException) {
                missing.add(new SkippedFile(file, "it is no longer there"));
            } else {
                unlisted.add(new SkippedFile(file, reason(problem)));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
            return problem == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, problem);
        }
    }

    private static String reason(IOException problem) {
        return problem instanceof AccessDeniedException
                ? "access to it is denied"
                : "it cannot be listed (" + problem.getMessage() + ")";
    }

    /** What a test makes of a folder that cannot be listed, where every folder can. */
    static FolderFiles withUnlisted(Path root, Path folder) {
        FolderFiles listed = under(root);
        try {
            listed.new Walk().visitFileFailed(folder, new AccessDeniedException(folder.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listed;
    }
}
