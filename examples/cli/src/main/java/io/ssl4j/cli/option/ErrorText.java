package io.ssl4j.cli.option;

import io.ssl4j.core.batch.SampleFailedException;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.io.FileNames;
import io.ssl4j.core.plan.MemoryAdvice;
import io.ssl4j.core.train.DivergenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Explains what went wrong, in one line. */
public final class ErrorText {

    private ErrorText() {}

    /** Returns whether a user can fix it; what only a developer can is shown with its stack. */
    public static boolean isExpected(Throwable error) {
        return error instanceof IllegalArgumentException
                || error instanceof IllegalStateException
                || error instanceof IOException
                || error instanceof UncheckedIOException
                || error instanceof DatasetFormatException
                || error instanceof SampleFailedException
                || error instanceof CheckpointFormatException
                || error instanceof DivergenceException
                || error instanceof OutOfMemoryError;
    }

    /** The line. */
    public static String of(Throwable error) {
        String text = text(error).replaceAll("\\s*\\R\\s*", " ");
        return concernsPicture(error) ? text + "; --skip-unreadable leaves such files out" : text;
    }

    private static String text(Throwable error) {
        if (error instanceof NoSuchFileException) {
            return "there is no file " + error.getMessage();
        }
        if (error instanceof FileSystemException system && system.getReason() == null) {
            return words(error) + ": " + error.getMessage();
        }
        if (error instanceof InvalidPathException path) {
            return FileNames.explained(path);
        }
        if (error instanceof DivergenceException) {
            return error.getMessage() + "; here: --lr, --warmup-epochs, --clip NORM and --set";
        }
        if (error instanceof OutOfMemoryError memory) {
            return MemoryAdvice.of(memory);
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }

    /** {@code AccessDeniedException} as "access denied": its message is only the path. */
    private static String words(Throwable error) {
        return error.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean concernsPicture(Throwable error) {
        boolean ofSample = error instanceof SampleFailedException || error instanceof IllegalArgumentException;
        Throwable cause = ofSample && error.getCause() != null ? error.getCause() : error;
        return cause instanceof DatasetFormatException damaged && isPicture(damaged.path());
    }

    /** Whether a file is a picture by its name. */
    static boolean isPicture(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|bmp|gif|tiff?|webp)");
    }
}
