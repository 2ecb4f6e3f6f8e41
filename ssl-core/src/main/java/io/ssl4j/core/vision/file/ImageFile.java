package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.core.vision.jpeg.JpegDamageException;
import io.ssl4j.core.vision.jpeg.JpegDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads one PNG, JPEG, BMP, GIF, TIFF or WebP file (the first frame of an animation, the first of several pages),
 * recognised by its content, not its name. A truncated or damaged file is rejected, even if {@code javax.imageio} would
 * silently fill in the missing part. JPEG files are rotated according to their EXIF orientation. TIFF, WebP and CMYK
 * JPEG need TwelveMonkeys' plug-ins on the class path; without them the error names the one to add.
 */
public final class ImageFile {

    /**
     * The size above which an image is treated as a decompression bomb, the same as Pillow's: 2 x 89,478,485 pixels.
     */
    private static final long MAX_PIXELS = 178_956_970L;

    /** libjpeg's warnings that mean that pixels were made up; "extraneous bytes before marker" is harmless. */
    private static final Predicate<String> DAMAGE = Pattern.compile(
                    "^(Premature end|Truncated|Inconsistent progression|Corrupt JPEG data: (?!.*extraneous))")
            .asPredicate();

    /** The number of characters of a decoder's message that are passed on. */
    private static final int MOST_REASON = 300;

    /**
     * The number of source pixels per pixel of a resized image, along each axis, beyond which more make no visible
     * difference.
     */
    private static final int ENOUGH = 2;

    private ImageFile() {}

    /**
     * Reads an image, rotated upright, with 8-bit samples; 16-bit if a gray or sRGB file has more than 8 bits; floats
     * if a TIFF file has floats.
     *
     * @throws DatasetFormatException if the file is none of these formats, is damaged, or ends too early
     */
    public static Image read(Path path, ColorMode color) {
        return read(Origin.of(path), content(path), color, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Reads an image with the channels and the size of these folder options.
     *
     * @throws DatasetFormatException if the file is none of these formats, is damaged, or ends too early
     */
    public static Image read(Path path, ImageFolderOptions options) {
        return read(Origin.of(path), content(path), options);
    }

    /**
     * Reads an image from the content of a file, such as a request's body: as {@link #read(Path, ColorMode)}.
     *
     * @param content not changed
     * @param name what messages call the content: "upload 17", an address
     * @throws DatasetFormatException if the content is none of these formats, is damaged, or ends too early
     */
    public static Image read(byte[] content, String name, ColorMode color) {
        return read(Origin.of(name), content, color, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Reads an image from the content of a file, with 3 channels. See {@link #read(byte[], String, ColorMode)}. */
    public static Image read(byte[] content, String name) {
        return read(content, name, ColorMode.RGB);
    }

    /** Reads an image from the content of a file: as {@link #read(Path, ImageFolderOptions)}. */
    public static Image read(byte[] content, String name, ImageFolderOptions options) {
        return read(Origin.of(name), content, options);
    }

    /**
     * Reads an image from a stream, to its end. The stream is not closed. See {@link #read(byte[], String, ColorMode)}.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public static Image read(InputStream in, String name, ColorMode color) {
        return read(content(in, name), name, color);
    }

    /** Reads an image from a stream, with 3 channels. See {@link #read(InputStream, String, ColorMode)}. */
    public static Image read(InputStream in, String name) {
        return read(in, name, ColorMode.RGB);
    }

    /** Reads an image from a stream. See {@link #read(Path, ImageFolderOptions)}. */
    public static Image read(InputStream in, String name, ImageFolderOptions options) {
        return read(content(in, name), name, options);
    }

    private static byte[] content(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path + ": " + e, e);
        }
    }

    private static byte[] content(InputStream in, String name) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name + ": " + e, e);
        }
    }

    private static Image read(Origin origin, byte[] content, ImageFolderOptions options) {
        Optional<ImageResize> resize = options.resize();
        if (resize.isEmpty()) {
            return read(origin, content, options.color(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        ImageResize size = resize.get();
        return size.apply(read(origin, content, options.color(), ENOUGH * size.height(), ENOUGH * size.width()));
    }

    /**
     * Reads an image that is going to be shrunk. A JPEG file with more than enough pixels is decoded at a reduced size,
     * which is faster, but never with fewer rows and columns than requested if the file has that many.
     */
    private static Image read(Origin origin, byte[] content, ColorMode color, int enoughRows, int enoughColumns) {
        ImageFormat format = ImageFormat.detect(origin, content);
        format.check(origin, content);
        if (format != ImageFormat.JPEG && format != ImageFormat.CMYK_JPEG) {
            return readAny(origin, content, format, color);
        }
        Orientation orientation = Orientation.ofJpeg(content);
        return orientation.apply(
                orientation.isTransposed()
                        ? readJpeg(origin, content, format, color, enoughColumns, enoughRows)
                        : readJpeg(origin, content, format, color, enoughRows, enoughColumns));
    }

    private static Image readAny(Origin origin, byte[] content, ImageFormat format, ColorMode color) {
        return withReader(origin, new ByteArrayInputStream(content), format, reader -> {
            requirePlausibleSize(reader.getHeight(0), reader.getWidth(0), format, content.length);
            return Pixels.toImage(reader.read(0), color);
        });
    }

    private static Image readJpeg(
            Origin origin, byte[] content, ImageFormat format, ColorMode color, int enoughRows, int enoughColumns) {
        try {
            Optional<JpegDecoder> decoder =
                    format == ImageFormat.CMYK_JPEG ? Optional.empty() : JpegDecoder.of(content);
            if (decoder.isEmpty()) {
                return readAny(origin, content, format, color);
            }
            JpegDecoder jpeg = decoder.get();
            requirePlausibleSize(jpeg.height(), jpeg.width(), format, content.length);
            return Pixels.toImage(jpeg.decode(jpeg.eighths(enoughRows, enoughColumns)), color);
        } catch (JpegDamageException e) {
            throw origin.damaged(e.offset(), "cannot be decoded as JPEG: " + e.getMessage(), e);
        } catch (IOException e) {
            throw origin.damaged(0, "cannot be decoded as JPEG: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the shape of the result of {@link #read(Path, ColorMode)}, only from the header if the colour mode fixes
     * the channels.
     */
    public static ImageShape shape(Path path, ColorMode color) {
        if (color.channels() == 0) {
            return ImageShape.of(read(path, color));
        }
        Origin origin = Origin.of(path);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            long length = Files.size(path);
            in.mark(Orientation.SEARCHED);
            ImageFormat format = ImageFormat.detect(origin, in.readNBytes(ImageFormat.MAGIC_LENGTH));
            in.reset();
            boolean transposed = format == ImageFormat.JPEG
                    && Orientation.ofJpeg(in.readNBytes(Orientation.SEARCHED)).isTransposed();
            in.reset();
            return withReader(origin, in, format, reader -> {
                int height = reader.getHeight(0);
                int width = reader.getWidth(0);
                requirePlausibleSize(height, width, format, length);
                return new ImageShape(transposed ? width : height, transposed ? height : width, color.channels());
            });
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path + ": " + e, e);
        }
    }

    private interface Use<R> {
        R apply(ImageReader reader) throws IOException;
    }

    private static <R> R withReader(Origin origin, InputStream content, ImageFormat format, Use<R> use) {
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

    private static void requirePlausibleSize(int height, int width, ImageFormat format, long fileLength)
            throws IOException {
        long pixels = (long) width * height;
        long limit = Math.min(MAX_PIXELS, format.maxPixels(fileLength));
        if (pixels < 1 || pixels > limit) {
            throw new IOException("the header says " + height + " x " + width + " pixels, but a " + format + " file of "
                    + fileLength + " bytes is read to at most " + limit);
        }
    }
}
