package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG file (ISO/IEC 15948): length, type, data and checksum, from IHDR to IEND. */
final class PngOutline {

    private static final int SIGNATURE = 8;
    private static final int HEADER_DATA = SIGNATURE + 8;
    private static final int HEADER_END = HEADER_DATA + 13 + 4;
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    private final ByteCursor in;
    private final Origin origin;

    private PngOutline(Origin origin, ByteCursor in) {
        this.origin = origin;
        this.in = in;
    }

    /**
     * Returns the content, or, if it ends early but after its last pixel, the content up to there with an end.
     *
     * @throws DatasetFormatException if a pixel is missing or a checksum does not fit
     */
    static byte[] checked(Origin origin, byte[] content) {
        ByteCursor in = new ByteCursor(origin, content);
        in.skip(SIGNATURE, "the signature");
        return new PngOutline(origin, in).walk();
    }

    private byte[] walk() {
        int end = in.position();
        try {
            while (!chunk(end).equals("IEND")) {
                end = in.position();
            }
            return in.content();
        } catch (DatasetFormatException e) {
            boolean cutShort = e.offset() == in.content().length;
            if (!cutShort || end < HEADER_END || !PngPixels.areWhole(in.content(), HEADER_DATA, pixels(end))) {
                throw e;
            }
        }
        FileNote.MISSING_END.count(origin, "");
        byte[] whole = Arrays.copyOf(in.content(), end + END.length);
        System.arraycopy(END, 0, whole, end, END.length);
        return whole;
    }

    /** Returns the data of the chunks of pixels, joined. */
    private byte[] pixels(int end) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        in.moveTo(SIGNATURE, "the first chunk");
        while (in.position() < end) {
            int length = (int) in.u32("the length of a chunk");
            int start = in.position() + 4;
            if (new String(in.content(), in.position(), 4, StandardCharsets.ISO_8859_1).equals("IDAT")) {
                pixels.write(in.content(), start, length);
            }
            in.moveTo(start + length + 4L, "the next chunk");
        }
        return pixels.toByteArray();
    }

    /** Reads a chunk and returns its type. */
    private String chunk(int start) {
        long length = in.u32("the length of a chunk");
        int typeStart = in.position();
        in.skip(4, "the type of a chunk");
        String type = new String(in.content(), typeStart, 4, StandardCharsets.ISO_8859_1);
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
        return type;
    }

    private static String printable(String type) {
        return type.replaceAll("[^A-Za-z]", "?");
    }
}
