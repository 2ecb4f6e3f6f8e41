package io.ssl4j.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The formats of image files that are read, told by their first bytes and not by their names. */
enum ImageFormat {
    /** Deflate grows 1032-fold at most (RFC 1951), on 1 bit per pixel. */
    PNG("png", 8 * 1032, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    /** A block of 64 pixels takes a bit at least. */
    JPEG("jpeg", 64 * 8, 0xFF, 0xD8, 0xFF),
    /** A code of 12 bits stands for fewer than 4096 pixels. */
    GIF("gif", 4096 * 8 / 12, 'G', 'I', 'F', '8'),
    /** 1 bit per pixel; with run lengths 255 pixels take 2 bytes. */
    BMP("bmp", 128, 'B', 'M');

    /** Bytes at the start of a file that tell its format. */
    static final int MAGIC_LENGTH = 8;

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "gif");

    private final String readerName;
    private final int maxPixelsPerByte;
    private final byte[] magic;

    ImageFormat(String readerName, int maxPixelsPerByte, int... magic) {
        this.readerName = readerName;
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

    /** Pixels that one byte of a file can stand for at most: a header that says more is damaged. */
    int maxPixelsPerByte() {
        return maxPixelsPerByte;
    }

    /** Whether a file's name says that it is an image of one of these formats. */
    static boolean hasImageName(Path file) {
        return EXTENSIONS.contains(extension(file));
    }

    /** The part of the name after the last dot, in lower case; "" without a dot. */
    static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    static ImageFormat detect(Path path, byte[] content) {
        for (ImageFormat format : values()) {
            byte[] magic = format.magic;
            if (content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length)) {
                return format;
            }
        }
        throw new DatasetFormatException(
                path,
                0,
                content.length == 0
                        ? "the file is empty"
                        : "an image file begins as PNG, JPEG, GIF or BMP do, got " + hex(content, MAGIC_LENGTH));
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
            case JPEG -> JpegOutline.check(cursor);
            case GIF -> GifOutline.check(cursor);
            case BMP -> BmpOutline.check(cursor);
        }
    }

    static long fileLength(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e, e);
        }
    }

    /** "89 50 4E 47", at most {@code limit} bytes. */
    static String hex(byte[] bytes, int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, limit); i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i] & 0xFF));
        }
        return text.toString();
    }
}
