package io.ssl4j.core.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/**
 * Detects names of files that this process cannot read. Java decodes arguments and file names in the encoding of the
 * locale; in the locale C that is ASCII, and every other letter becomes a mark that names no file.
 */
public final class FileNames {

    /** The character that Java puts in place of bytes that the encoding has no character for. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String REMEDY =
            "; set the environment variable LC_ALL=C.UTF-8 or another UTF-8 locale, and start again";

    private FileNames() {}

    /**
     * Requires a name that this process can read.
     *
     * @throws IllegalArgumentException if it has letters that the encoding of file names lacks, with what to set
     */
    public static void requireReadable(String name) {
        problem(System.getProperty("sun.jnu.encoding"), name).ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
    }

    static Optional<String> problem(String encoding, String name) {
        return name.indexOf(REPLACEMENT) < 0 || isUtf8(encoding)
                ? Optional.empty()
                : Optional.of("file names must be readable in the encoding of the locale, " + encoding + ", got '"
                        + name + "' with letters that it lacks" + REMEDY);
    }

    private static boolean isUtf8(String encoding) {
        return encoding != null
                && Charset.isSupported(encoding)
                && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }

    /** Explains why a text cannot be a path, with what to set if the reason is the locale. */
    public static String explained(InvalidPathException error) {
        return "'" + error.getInput() + "' cannot be a path: " + error.getReason()
                + (error.getReason().contains("unmappable") ? REMEDY : "");
    }
}
