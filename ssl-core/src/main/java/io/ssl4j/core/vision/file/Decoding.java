package io.ssl4j.core.vision.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Runs a decoder of {@code javax.imageio}, and turns what it says and throws into errors with the file's name. */
final class Decoding {

    /** libjpeg's warnings that mean that pixels were made up; "extraneous bytes before marker" is harmless. */
    private static final Predicate<String> DAMAGE = Pattern.compile(
                    "^(Premature end|Truncated|Inconsistent progression|Corrupt JPEG data: (?!.*extraneous))")
            .asPredicate();

    /** The number of characters of a decoder's message that are passed on. */
    private static final int MOST_REASON = 300;

    private Decoding() {}

    /** What is done with a reader that has its input. */
    interface Use<R> {
        R apply(ImageReader reader) throws IOException;
    }

    static <R> R run(Origin origin, InputStream content, ImageFormat format, Use<R> use) {
        ImageReader reader = ImageReaders.of(origin, format);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        R result;
        try (ImageInputStream stream = new PictureInput(content)) {
            reader.setInput(stream, true, true);
            result = apply(use, reader, stream, origin, format);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + origin.name() + ": " + e, e);
        } finally {
            reader.dispose();
        }
        for (String warning : warnings) {
            if (DAMAGE.test(warning)) {
                throw origin.damaged(-1, "the picture data is damaged: " + warning);
            }
        }
        return result;
    }

    private static <R> R apply(
            Use<R> use, ImageReader reader, ImageInputStream stream, Origin origin, ImageFormat format)
            throws IOException {
        try {
            return use.apply(reader);
        } catch (IOException | RuntimeException e) {
            // Damaged headers surface as unchecked exceptions of many kinds in the decoders of the Java library.
            throw origin.damaged(stream.getStreamPosition(), "cannot be decoded as " + format + ": " + reason(e), e);
        }
    }

    /**
     * Returns a decoder's message, shortened since some print whole tables, unless the decoder failed on the data with
     * an unspecific exception.
     */
    private static String reason(Exception e) {
        String message = e.getMessage();
        if (message == null || e instanceof NullPointerException) {
            return "its parts contradict each other (" + e.getClass().getSimpleName() + " in the decoder)";
        }
        return message.length() <= MOST_REASON ? message : message.substring(0, MOST_REASON) + "...";
    }

    static void requireSize(int height, int width, ImageFormat format, long fileLength) throws IOException {
        String problem = PixelLimit.problem(height, width, format, fileLength);
        if (problem != null) {
            throw new IOException(problem);
        }
    }
}
