package io.ssl4j.core.vision.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG file (ISO/IEC 15948): length, type, data and checksum, from IHDR to IEND. */
final class PngOutline {

    private static final int SIGNATURE = 8;

    private PngOutline() {}

    static void check(ByteCursor in) {
        in.skip(SIGNATURE, "the signature");
        String type;
        do {
            int start = in.position();
            long length = in.u32("the length of a chunk");
            int typeStart = in.position();
            in.skip(4, "the type of a chunk");
            type = new String(in.content(), typeStart, 4, StandardCharsets.ISO_8859_1);
            in.skip(length, "chunk " + printable(type));
            CRC32 crc = new CRC32();
            crc.update(in.content(), typeStart, Math.toIntExact(4 + length));
            long stored = in.u32("the checksum of chunk " + printable(type));
            if (stored != crc.getValue()) {
                throw in.damaged(
                        start,
                        String.format(
                                Locale.ROOT,
                                "the checksum of chunk %s must be %08X, got %08X; the file is damaged",
                                printable(type),
                                crc.getValue(),
                                stored));
            }
        } while (!type.equals("IEND"));
    }

    private static String printable(String type) {
        return type.replaceAll("[^A-Za-z]", "?");
    }
}
