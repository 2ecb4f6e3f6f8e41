package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.image.Image;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The orientation that a file states (tag 0112 of TIFF and EXIF, values 1 to 8): how the picture must be rotated or
 * mirrored to be upright. TIFF has the tag in its first directory, JPEG in an APP1 segment, PNG in an eXIf chunk, WebP
 * in an EXIF chunk.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, false, true),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, true, false),
    TRANSPOSED(true, false, false),
    LIES_LEFT(true, true, false),
    ANTITRANSPOSED(true, true, true),
    LIES_RIGHT(true, false, true);

    /**
     * The number of bytes of a JPEG file searched for EXIF data: a segment has at most 64 KiB, and EXIF is in the first
     * or second segment of a file.
     */
    static final int SEARCHED = 3 << 16;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PNG_SIGNATURE = 8;
    private static final int RIFF_HEADER = 12;
    private static final int APP1 = 0xE1;
    private static final int SOS = 0xDA;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private final boolean transposed;
    private final boolean fromBottom;
    private final boolean fromRight;

    /**
     * @param transposed whether rows of the upright picture are columns of the stored one
     * @param fromBottom whether the stored picture is read starting with its last row
     * @param fromRight whether the stored picture is read starting with its last column
     */
    Orientation(boolean transposed, boolean fromBottom, boolean fromRight) {
        this.transposed = transposed;
        this.fromBottom = fromBottom;
        this.fromRight = fromRight;
    }

    /** Returns the orientation stated in a whole file, or {@link #UPRIGHT} if it states none that can be understood. */
    static Orientation of(ImageFormat format, byte[] content) {
        return switch (format) {
            case JPEG -> ofJpeg(content);
            case PNG -> ofChunk(content, PNG_SIGNATURE, true);
            case WEBP -> ofChunk(content, RIFF_HEADER, false);
            case TIFF, BIG_ENDIAN_TIFF -> ofTiff(content);
            case GIF, BMP -> UPRIGHT;
        };
    }

    /** Finds the first chunk with EXIF data, of PNG (length, type, data, checksum) or of WebP (type, length, data). */
    private static Orientation ofChunk(byte[] content, int first, boolean png) {
        long at = first;
        while (at + 8 <= content.length) {
            int start = (int) at;
            int length = number(content, png ? start : start + 4, 4, png);
            long end = at + 8 + Integer.toUnsignedLong(length);
            String type = new String(content, png ? start + 4 : start, 4, StandardCharsets.ISO_8859_1);
            if (end <= content.length && type.equals(png ? "eXIf" : "EXIF")) {
                byte[] exif = Arrays.copyOfRange(content, start + 8, (int) end);
                boolean prefixed =
                        exif.length > EXIF.length && Arrays.equals(exif, 0, EXIF.length, EXIF, 0, EXIF.length);
                return ofTiff(prefixed ? Arrays.copyOfRange(exif, EXIF.length, exif.length) : exif);
            }
            at = end + (png ? 4 : length & 1);
        }
        return UPRIGHT;
    }

    /**
     * Returns the orientation stated in a JPEG file.
     *
     * @param content the file, or its first {@link #SEARCHED} bytes
     * @return {@link #UPRIGHT} if none is stated, or none that can be understood
     */
    static Orientation ofJpeg(byte[] content) {
        int at = 2;
        while (at + 4 <= content.length && (content[at] & 0xFF) == 0xFF && (content[at + 1] & 0xFF) != SOS) {
            int end = at + 2 + number(content, at + 2, 2, true);
            int exif = at + 4 + EXIF.length;
            if ((content[at + 1] & 0xFF) == APP1
                    && end <= content.length
                    && exif <= end
                    && Arrays.equals(content, at + 4, exif, EXIF, 0, EXIF.length)) {
                return ofTiff(Arrays.copyOfRange(content, exif, end));
            }
            at = end;
        }
        return UPRIGHT;
    }

    /** Reads the first directory of a TIFF structure. */
    private static Orientation ofTiff(byte[] tiff) {
        boolean bigEndian = tiff.length > 0 && tiff[0] == 'M';
        int directory = number(tiff, 4, 4, bigEndian);
        int entries = number(tiff, directory, 2, bigEndian);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (number(tiff, entry, 2, bigEndian) == TAG && number(tiff, entry + 2, 2, bigEndian) == SHORT) {
                int value = number(tiff, entry + 8, 2, bigEndian);
                return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Reads an unsigned number, or returns -1 if there are not enough bytes. */
    private static int number(byte[] bytes, int at, int length, boolean bigEndian) {
        if (at < 0 || at > bytes.length - length) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes[at + (bigEndian ? i : length - 1 - i)] & 0xFF;
        }
        return number;
    }

    /** Returns whether rows and columns of the stored picture are exchanged in the upright one. */
    boolean isTransposed() {
        return transposed;
    }

    /** Returns the upright picture. */
    Image apply(Image stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int height = transposed ? stored.width() : stored.height();
        int width = transposed ? stored.height() : stored.width();
        return stored.rearranged(height, width, (y, x) -> {
            int row = transposed ? x : y;
            int column = transposed ? y : x;
            row = fromBottom ? stored.height() - 1 - row : row;
            column = fromRight ? stored.width() - 1 - column : column;
            return row * stored.width() + column;
        });
    }
}
