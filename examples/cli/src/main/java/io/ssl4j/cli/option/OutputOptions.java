package io.ssl4j.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Protects files when a command writes its output: an existing file stays unless it may be overwritten, a
 * file that the command reads always stays, and missing folders are made only below the working folder.
 */
public final class OutputOptions {

    @Option(
            names = "--overwrite",
            description = "Replace output files that exist. Default: report them before any work.")
    public boolean overwrite;

    /**
     * Checks a file before the work begins, so that none of it is lost.
     *
     * @param option the option that names the file, for messages
     * @param read what the command reads; null for what is not given
     * @throws IllegalArgumentException if the file cannot be written, or must not be
     */
    public void check(String option, Path file, Path... read) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    option + " must name a file, got the folder " + file + "; add a file name");
        }
        for (Path input : read) {
            if (input != null && Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new IllegalArgumentException(
                        option + " must not name a file that this command reads, got " + file + "; name another");
            }
        }
        if (Files.exists(file) && !overwrite) {
            throw new IllegalArgumentException(option + " must name a new file, and " + file
                    + " exists; name another, or replace it with --overwrite");
        }
        requireFolder(option, file);
    }

    private static void requireFolder(String option, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path working = Path.of("").toAbsolutePath();
        if (!Files.isDirectory(folder) && !folder.startsWith(working)) {
            throw new IllegalArgumentException(option + " must lie in an existing folder or below the working folder"
                    + ", and there is no folder " + folder + "; make it first: mkdir -p " + folder);
        }
    }
}
