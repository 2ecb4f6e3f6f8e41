package io.ssl4j.core.vision.file;

import java.util.Locale;

/**
 * Walks the blocks of a GIF file (GIF89a specification, CompuServe 1990), from the screen descriptor to the trailer.
 */
final class GifOutline {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private GifOutline() {}

    static void check(ByteCursor in) {
        in.skip(10, "the header");
        colorTable(in, in.u8("the screen descriptor"));
        in.skip(2, "the screen descriptor");
        while (true) {
            int start = in.position();
            int block = in.u8("the next block (the trailer 3B at last)");
            switch (block) {
                case TRAILER -> {
                    return;
                }
                case EXTENSION -> in.skip(1, "an extension");
                case IMAGE -> {
                    in.skip(8, "an image descriptor");
                    colorTable(in, in.u8("an image descriptor"));
                    in.skip(1, "image data");
                }
                default ->
                    throw in.damaged(
                            start,
                            String.format(
                                    Locale.ROOT,
                                    "a GIF block begins with 21, 2C or 3B, got %02X; the file is damaged",
                                    block));
            }
            subBlocks(in);
        }
    }

    private static void colorTable(ByteCursor in, int flags) {
        if ((flags & 0x80) != 0) {
            in.skip(3L << (flags & 7) + 1, "a colour table");
        }
    }

    private static void subBlocks(ByteCursor in) {
        int length = in.u8("a data block");
        while (length > 0) {
            in.skip(length, "a data block");
            length = in.u8("a data block");
        }
    }
}
