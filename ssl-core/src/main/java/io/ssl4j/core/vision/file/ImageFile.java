package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads one PNG, JPEG, BMP, GIF, TIFF or WebP file (the first frame of an animation in its place on the screen, the
 * first of several pages), recognised by its content, not its name. A truncated or damaged file is rejected, even if
 * {@code javax.imageio} would silently fill in the missing part; one that only lacks its end is read and counted
 * ({@link FileNote}). Images are rotated according to the orientation that their file states. WebP and most TIFF files
 * need TwelveMonkeys' plug-ins on the class path; without them the error names the one to add.
 */
public final class ImageFile {

    /**
     * The number of source pixels per pixel of a resized image, along each axis, beyond which more make no visible
     * difference.
     */
    private static final int ENOUGH = 2;

    private ImageFile() {}

    /**
     * Reads an image, rotated upright, with 8-bit samples; 16-bit if a gray or sRGB file has more than 8 bits; signed,
     * 32-bit or float samples with their values if a TIFF file has them.
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
        byte[] whole = format.checked(origin, content);
        Orientation orientation = Orientation.of(format, whole);
        boolean transposed = orientation.isTransposed();
        int rows = transposed ? enoughColumns : enoughRows;
        int columns = transposed ? enoughRows : enoughColumns;
        return orientation.apply(
                format == ImageFormat.JPEG
                        ? JpegFile.read(origin, whole, color, rows, columns)
                        : read(origin, whole, format, color));
    }

    private static Image read(Origin origin, byte[] content, ImageFormat format, ColorMode color) {
        if (format == ImageFormat.TIFF || format == ImageFormat.BIG_ENDIAN_TIFF) {
            Optional<Image> numbers = TiffFile.read(origin, content, format, color);
            if (numbers.isPresent()) {
                return numbers.get();
            }
        }
        return Decoding.run(origin, new ByteArrayInputStream(content), format, reader -> {
            Decoding.requireSize(reader.getHeight(0), reader.getWidth(0), format, content.length);
            if (format != ImageFormat.GIF) {
                return Pixels.toImage(reader.read(0), color);
            }
            GifScreen screen = GifScreen.of(content);
            Decoding.requireSize(screen.height(), screen.width(), format, content.length);
            return Pixels.toImage(screen.with(reader.read(0)), color);
        });
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
            byte[] searched = isSearchedWhole(format) ? content(path) : in.readNBytes(Orientation.SEARCHED);
            in.reset();
            boolean transposed = Orientation.of(format, searched).isTransposed();
            if (format == ImageFormat.TIFF || format == ImageFormat.BIG_ENDIAN_TIFF) {
                format.checked(origin, searched);
                Optional<ImageShape> stored = TiffFile.shape(origin, searched, format, color);
                if (stored.isPresent()) {
                    return transposed ? stored.get().transposed() : stored.get();
                }
            }
            return Decoding.run(origin, in, format, reader -> {
                GifScreen screen = format == ImageFormat.GIF ? GifScreen.of(searched) : null;
                int height = screen == null ? reader.getHeight(0) : screen.height();
                int width = screen == null ? reader.getWidth(0) : screen.width();
                Decoding.requireSize(height, width, format, length);
                return new ImageShape(transposed ? width : height, transposed ? height : width, color.channels());
            });
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path + ": " + e, e);
        }
    }

    /** Returns whether the orientation may be stated anywhere in a file. */
    private static boolean isSearchedWhole(ImageFormat format) {
        return switch (format) {
            case PNG, WEBP, TIFF, BIG_ENDIAN_TIFF -> true;
            case JPEG, GIF, BMP -> false;
        };
    }
}
