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

/** The supported formats of image files, recognised by their first bytes, not their names. */
public enum ImageFormat {
    /** Deflate expands at most 1032-fold (RFC 1951), on 1 bit per pixel. */
    PNG("png", 8 * 1032, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    /** A block of 64 pixels takes at least one bit. */
    JPEG("jpeg", 64 * 8, 0xFF, 0xD8, 0xFF),
    /** A code of 12 bits stands for fewer than 4096 pixels. */
    GIF("gif", 4096 * 8 / 12, 'G', 'I', 'F', '8'),
    /** 1 bit per pixel; with run lengths 255 pixels take 2 bytes. */
    BMP("bmp", 128, 'B', 'M'),
    /** With deflate, the same as PNG. */
    TIFF("tiff", "imageio-tiff", 8 * 1032, 'I', 'I', 42, 0),
    /** TIFF in the other byte order. */
    BIG_ENDIAN_TIFF("tiff", "imageio-tiff", 8 * 1032, 'M', 'M', 0, 42),
    /** A picture of one colour needs no bits per pixel, so this limit is a judgement of what is plausible. */
    WEBP("webp", "imageio-webp", 8 * 1032, 'R', 'I', 'F', 'F');

    /** The number of bytes at the start of a file that identify its format. */
    public static final int MAGIC_LENGTH = 8;

    /**
     * The number of pixels that a WebP or GIF file may have, however short: pixels of one colour, and those of a screen
     * outside its frame, take no bytes.
     */
    private static final long SMALL = 1 << 20;

    private static final String PLUGINS = "com.twelvemonkeys.imageio";
    private static final String PLUGIN_VERSION = "3.15.0";

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

    /** The name of the format in {@code javax.imageio}. */
    String readerName() {
        return readerName;
    }

    /** The Maven coordinates of the plug-in that reads the format, or empty if the Java library can. */
    Optional<String> plugin() {
        return Optional.ofNullable(plugin).map(artifact -> PLUGINS + ':' + artifact + ':' + PLUGIN_VERSION);
    }

    /** The package prefix of the class that reads the format. */
    String readerPackage() {
        return plugin == null ? "com.sun.imageio." : PLUGINS + '.';
    }

    /** The largest number of pixels in a file of this length: a header that claims more is damaged. */
    long maxPixels(long fileLength) {
        return Math.max(this == WEBP || this == GIF ? SMALL : 0, fileLength * maxPixelsPerByte);
    }

    /** Returns whether a file has the name of an image in one of these formats. */
    public static boolean hasImageName(Path file) {
        return EXTENSIONS.contains(extension(file));
    }

    /** The part of the name after the last dot, in lower case; "" without a dot. */
    public static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    static ImageFormat detect(Origin origin, byte[] content) {
        for (ImageFormat format : values()) {
            byte[] magic = format.magic;
            if (content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length)) {
                return format;
            }
        }
        throw origin.damaged(
                0,
                content.length == 0
                        ? "the file is empty"
                        : "an image file begins as PNG, JPEG, GIF, BMP, TIFF or WebP do, got "
                                + hex(content, MAGIC_LENGTH));
    }

    /**
     * Checks the structure of a file: that all parts are present to the end, and that checksums match if the format has
     * them. The decoders of the Java library silently ignore much of this.
     *
     * @return the content, with an end if only that is missing
     * @throws DatasetFormatException with the offset where the file is damaged or ends too early
     */
    byte[] checked(Origin origin, byte[] content) {
        ByteCursor cursor = new ByteCursor(origin, content);
        switch (this) {
            case PNG -> {
                return PngOutline.checked(origin, content);
            }
            case GIF -> {
                return GifOutline.checked(origin, content);
            }
            case JPEG -> JpegOutline.check(cursor);
            case BMP -> BmpOutline.check(cursor);
            case TIFF, BIG_ENDIAN_TIFF -> TiffOutline.check(cursor);
            case WEBP -> WebPOutline.check(cursor);
        }
        return content;
    }

    /** "PNG", "TIFF", "WebP". */
    @Override
    public String toString() {
        return switch (this) {
            case BIG_ENDIAN_TIFF -> "TIFF";
            case WEBP -> "WebP";
            default -> name();
        };
    }

    /** Returns the length of a file in bytes. */
    public static long fileLength(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e, e);
        }
    }

    /** Formats at most {@code limit} bytes as "89 50 4E 47". */
    public static String hex(byte[] bytes, int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, limit); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", bytes[i] & 0xFF));
        }
        return text.toString();
    }
}
