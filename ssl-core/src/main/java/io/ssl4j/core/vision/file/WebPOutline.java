package io.ssl4j.core.vision.file;

import java.nio.charset.StandardCharsets;

/**
 * Checks the chunks of a WebP file (RFC 9649): the file must be as long as its header says, and its chunks must fill
 * it.
 */
final class WebPOutline {

    private static final int HEADER = 8;

    private WebPOutline() {}

    static void check(ByteCursor in) {
        in.skip(4, "the signature");
        long length = in.u32LittleEndian("the length of the file");
        String kind = fourCharacters(in, "the kind of the RIFF file");
        if (!kind.equals("WEBP")) {
            throw in.damaged(HEADER, "of RIFF files only WebP pictures are read, got '" + kind + "'");
        }
        in.moveTo(HEADER, "the content");
        in.skip(length, "the content that the header announces");
        in.moveTo(HEADER + 4, "the first chunk");
        boolean picture = false;
        while (in.position() < HEADER + length) {
            String type = fourCharacters(in, "the type of a chunk");
            long size = in.u32LittleEndian("the length of chunk " + type);
            in.skip(size, "chunk " + type);
            if (size % 2 == 1 && in.position() < HEADER + length) {
                in.skip(1, "the filling of chunk " + type);
            }
            picture |= type.equals("VP8 ") || type.equals("VP8L") || type.equals("ANMF");
        }
        if (!picture) {
            throw in.damaged(HEADER + length, "a WebP file must hold a picture, got no chunk with one");
        }
    }

    private static String fourCharacters(ByteCursor in, String what) {
        int start = in.position();
        in.skip(4, what);
        return new String(in.content(), start, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }
}
