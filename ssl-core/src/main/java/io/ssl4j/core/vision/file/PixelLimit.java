package io.ssl4j.core.vision.file;

/** The number of pixels that an image file may claim to have. */
final class PixelLimit {

    /** The system property that raises or lowers the limit. */
    static final String PROPERTY = "ssl4j.maxPixels";

    /**
     * The size above which an image is treated as a decompression bomb, the same as Pillow's: 2 x 89,478,485 pixels.
     */
    private static final long DEFAULT = 178_956_970L;

    private PixelLimit() {}

    /** @throws IllegalArgumentException if the property is no number above 0 */
    static long current() {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return DEFAULT;
        }
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + " must be a number of pixels above 0, got '" + value + "'");
        }
        return Long.parseLong(value);
    }

    /**
     * Returns what is wrong with a size that a header states, or null.
     *
     * @param fileLength in bytes
     */
    static String problem(long height, long width, ImageFormat format, long fileLength) {
        if (height < 1 || width < 1) {
            return "the header says " + height + " x " + width + " pixels";
        }
        long pixels = height * width;
        long possible = format.maxPixels(fileLength);
        if (pixels > possible) {
            return "the header says " + height + " x " + width + " pixels, but a " + format + " file of " + fileLength
                    + " bytes is read to at most " + possible;
        }
        return pixels <= current()
                ? null
                : "the header says " + height + " x " + width + " pixels, " + pixels
                        + " in all, and images are read to at"
                        + " most " + current() + ", because a small file can claim enough of them to fill the memory;"
                        + " if you trust the file, raise the limit: java -D" + PROPERTY + "=" + pixels;
    }
}
