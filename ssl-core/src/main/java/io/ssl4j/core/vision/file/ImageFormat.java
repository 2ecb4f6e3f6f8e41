package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats of image files that are read, told by their first bytes and not by their names. */
public enum ImageFormat {
    /** Deflate grows 1032-fold at most (RFC 1951), on 1 bit per pixel. */
    PNG("png", 8 * 1032, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    /** A block of 64 pixels takes a bit at least. */
    JPEG("jpeg", 64 * 8, 0xFF, 0xD8, 0xFF),
    /** A code of 12 bits stands for fewer than 4096 pixels. */
    GIF("gif", 4096 * 8 / 12, 'G', 'I', 'F', '8'),
    /** 1 bit per pixel; with run lengths 255 pixels take 2 bytes. */
    BMP("bmp", 128, 'B', 'M'),
    /** With deflate as much as PNG. */
    TIFF("tiff", "imageio-tiff", 8 * 1032, 'I', 'I', 42, 0),
    /** The other byte order. */
    BIG_ENDIAN_TIFF("tiff", "imageio-tiff", 8 * 1032, 'M', 'M', 0, 42),
    /** A picture of one colour takes no bit per pixel: what is likely is a matter of taste. */
    WEBP("webp", "imageio-webp", 8 * 1032, 'R', 'I', 'F', 'F'),
    /** A JPEG file of four components, told by its frame header. */
    CMYK_JPEG("jpeg", "imageio-jpeg", 64 * 8, 0xFF, 0xD8, 0xFF);

    /** Bytes at the start of a file that tell its format. */
    public static final int MAGIC_LENGTH = 8;

    /** So many pixels may be in any file. */
    private static final long SMALL = 1 << 20;

    private static final String PLUGINS = "com.twelvemonkeys.imageio";
    private static final String PLUGIN_VERSION = "3.12.0";

    private static final Set<String> EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "gif", "tif", "tiff", "webp");

    private final String readerName;
    private final String plugin;
    private final int maxPixelsPerByte;
    private final byte[] magic;

    ImageFormat(String readerName, int maxPixelsPerByte, int... magic) {
        this(readerName, null, maxPixelsPerByte, magic);
    }

    ImageFormat(String readerName, String plugin, int maxPixelsPerByte, int... magic) {
        this.readerName = readerName;
        this.plugin = plugin;
        this.maxPixelsPerByte = maxPixelsPerByte;
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    /** The name under which {@code javax.imageio} knows the format. */
    String readerName() {
        return readerName;
    }

    /** The Maven coordinates of the plug-in that reads the format, or empty where the Java library does. */
    Optional<String> plugin() {
        return Optional.ofNullable(plugin).map(artifact -> PLUGINS + ':' + artifact + ':' + PLUGIN_VERSION);
    }

    /** What the name of the class that reads the format begins with. */
    String readerPackage() {
        return plugin == null ? "com.sun.imageio." : PLUGINS + '.';
    }

    /** Pixels that a file of a length can hold at most: a header that says more is damaged. */
    long maxPixels(long fileLength) {
        return Math.max(this == WEBP ? SMALL : 0, fileLength * maxPixelsPerByte);
    }

    /** Whether a file's name says that it is an image of one of these formats. */
    public static boolean hasImageName(Path file) {
        return EXTENSIONS.contains(extension(file));
    }

    /** The part of the name after the last dot, in lower case; "" without a dot. */
    public static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    static ImageFormat detect(Path path, byte[] content) {
        for (ImageFormat format : values()) {
            byte[] magic = format.magic;
            if (content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length)) {
                return format == JPEG && JpegOutline.hasFourInks(new ByteCursor(path, content)) ? CMYK_JPEG : format;
            }
        }
        throw new DatasetFormatException(
                path,
                0,
                content.length == 0
                        ? "the file is empty"
                        : "an image file begins as PNG, JPEG, GIF, BMP, TIFF or WebP do, got "
                                + hex(content, MAGIC_LENGTH));
    }

    /**
     * Checks the outline of a file: that all parts are there to the last one, and checksums where the format has them.
     * The decoders of the Java library pass over much of this silently.
     *
     * @throws DatasetFormatException with the offset where the file is damaged or ends too early
     */
    void check(Path path, byte[] content) {
        ByteCursor cursor = new ByteCursor(path, content);
        switch (this) {
            case PNG -> PngOutline.check(cursor);
            case JPEG, CMYK_JPEG -> JpegOutline.check(cursor);
            case GIF -> GifOutline.check(cursor);
            case BMP -> BmpOutline.check(cursor);
            case TIFF, BIG_ENDIAN_TIFF -> TiffOutline.check(cursor);
            case WEBP -> WebPOutline.check(cursor);
        }
    }

    /** "PNG", "TIFF", "CMYK JPEG". */
    @Override
    public String toString() {
        return switch (this) {
            case BIG_ENDIAN_TIFF -> "TIFF";
            case WEBP -> "WebP";
            default -> name().replace('_', ' ');
        };
    }

    /** The length of a file in bytes. */
    public static long fileLength(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e, e);
        }
    }

    /** "89 50 4E 47", at most {@code limit} bytes. */
    public static String hex(byte[] bytes, int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, limit); i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i] & 0xFF));
        }
        return text.toString();
    }
}
