package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Walks the blocks of a GIF file (GIF89a specification, CompuServe 1990), from the screen descriptor to the trailer. A
 * file that ends early, but after the data of its first frame, is whole, since only that frame is read.
 */
final class GifOutline {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private GifOutline() {}

    /**
     * Returns the content, with a trailer if it ends early but after its first frame.
     *
     * @throws DatasetFormatException if a part of the first frame is missing
     */
    static byte[] checked(Origin origin, byte[] content) {
        ByteCursor in = new ByteCursor(origin, content);
        in.skip(10, "the header");
        colorTable(in, in.u8("the screen descriptor"));
        in.skip(2, "the screen descriptor");
        int frameEnd = -1;
        try {
            int block;
            do {
                block = block(in);
                frameEnd = frameEnd < 0 && block == IMAGE ? in.position() : frameEnd;
            } while (block != TRAILER);
            return content;
        } catch (DatasetFormatException e) {
            if (frameEnd < 0 || e.offset() != content.length) {
                throw e;
            }
        }
        FileNote.MISSING_END.count(origin, "");
        byte[] whole = Arrays.copyOf(content, frameEnd + 1);
        whole[frameEnd] = TRAILER;
        return whole;
    }

    private static int block(ByteCursor in) {
        int start = in.position();
        int block = in.u8("the next block (the trailer 3B at last)");
        switch (block) {
            case TRAILER -> {
                return block;
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
        return block;
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
