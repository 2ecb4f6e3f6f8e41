package io.ssl4j.core.vision.file;

/** Checks the header of a BMP file: where the pixels begin, and that all of them are present. */
final class BmpOutline {

    private static final int CORE_HEADER = 12;

    private BmpOutline() {}

    static void check(ByteCursor in) {
        in.skip(10, "the file header");
        long pixels = in.u32LittleEndian("the file header");
        long headerSize = in.u32LittleEndian("the bitmap header");
        if (headerSize == CORE_HEADER) {
            int width = in.u16LittleEndian("the width");
            int height = in.u16LittleEndian("the height");
            in.skip(2, "the planes");
            requirePixels(in, pixels, width, height, in.u16LittleEndian("the bits per pixel"));
            return;
        }
        long width = (int) in.u32LittleEndian("the width");
        long height = Math.abs((long) (int) in.u32LittleEndian("the height"));
        in.skip(2, "the planes");
        int bits = in.u16LittleEndian("the bits per pixel");
        long compression = in.u32LittleEndian("the compression");
        boolean runLength = compression == 1 || compression == 2;
        if (compression == 0 || compression == 3 || runLength) {
            requirePixels(in, pixels, width, runLength ? 0 : height, bits);
        }
    }

    private static void requirePixels(ByteCursor in, long start, long width, long height, int bits) {
        if (width < 1) {
            throw in.damaged(18, "the width must be at least 1, got " + width + "; the file is damaged");
        }
        if (bits < 1 || bits > 32) {
            throw in.damaged(28, "there must be 1 to 32 bits per pixel, got " + bits + "; the file is damaged");
        }
        long rowLength = (width * bits + 31) / 32 * 4;
        long length = in.content().length;
        if (start > length || height > 0 && rowLength > (length - start) / height) {
            throw in.damaged(
                    length,
                    "the file is cut short: the pixels begin at byte " + start + " and have " + height + " rows of "
                            + rowLength + " bytes, but the file has only " + length + " bytes");
        }
    }
}
