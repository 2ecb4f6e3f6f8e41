package io.ssl4j.core.vision.file;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the pictures in a file: pages of TIFF, frames of GIF and WebP. {@link ImageFile} reads only the first. Nothing
 * is decoded; of a file that is damaged, what comes before the damage is counted.
 */
public final class PictureCount {

    private static final Set<String> EXTENSIONS = Set.of("tif", "tiff", "gif", "webp");
    private static final int NEW_SUBFILE_TYPE = 254;

    /** Bits of the tag NewSubfileType: a reduced copy of another picture, or a mask of one. */
    private static final int COPY_OR_MASK = 1 | 4;

    private static final int MOST = 1 << 16;

    private PictureCount() {}

    /** Returns whether a file may have several pictures, by its name. */
    public static boolean maybeSeveral(Path file) {
        return EXTENSIONS.contains(ImageFormat.extension(file));
    }

    /** The number of pictures in a file; 1 if it is of another format or cannot be read. */
    public static int of(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(4);
            String magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            in.reset();
            int count =
                    switch (magic) {
                        case "GIF8" -> gif(new DataInputStream(in));
                        case "RIFF" -> webP(new DataInputStream(in));
                        case "II*\0", "MM\0*" -> tiff(file);
                        default -> 1;
                    };
            return Math.max(1, count);
        } catch (IOException e) {
            return 1;
        }
    }

    /** GIF89a specification: blocks of sub-blocks; an image begins with 2C. */
    private static int gif(DataInputStream in) throws IOException {
        int frames = 0;
        try {
            in.skipNBytes(10);
            skipColors(in, in.readUnsignedByte());
            in.skipNBytes(2);
            while (true) {
                int block = in.readUnsignedByte();
                if (block == 0x21) {
                    in.skipNBytes(1);
                } else if (block == 0x2C) {
                    in.skipNBytes(8);
                    skipColors(in, in.readUnsignedByte());
                    in.skipNBytes(1);
                    frames++;
                } else {
                    return frames;
                }
                for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
                    in.skipNBytes(length);
                }
            }
        } catch (EOFException e) {
            return frames;
        }
    }

    private static void skipColors(DataInputStream in, int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            in.skipNBytes(3L << (flags & 7) + 1);
        }
    }

    /** RFC 9649: chunks of even length; a frame of an animation is a chunk ANMF. */
    private static int webP(DataInputStream in) throws IOException {
        int frames = 0;
        try {
            in.skipNBytes(12);
            while (true) {
                String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
                if (type.length() < 4) {
                    return frames;
                }
                long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                frames += type.equals("ANMF") ? 1 : 0;
                in.skipNBytes(length + length % 2);
            }
        } catch (EOFException e) {
            return frames;
        }
    }

    /** TIFF 6.0: a chain of directories; reduced copies and masks are no pages. */
    private static int tiff(Path file) throws IOException {
        int pages = 0;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            boolean littleEndian = in.read() == 'I';
            in.seek(4);
            Set<Long> seen = new HashSet<>();
            long offset = u32(in, littleEndian);
            while (offset != 0 && seen.add(offset) && seen.size() < MOST) {
                in.seek(offset);
                byte[] entries = new byte[12 * u16(in, littleEndian)];
                in.readFully(entries);
                pages += isPage(entries, littleEndian) ? 1 : 0;
                offset = u32(in, littleEndian);
            }
        } catch (EOFException e) {
            return pages;
        }
        return pages;
    }

    private static boolean isPage(byte[] entries, boolean littleEndian) {
        for (int at = 0; at < entries.length; at += 12) {
            int tag = littleEndian
                    ? entries[at] & 0xFF | (entries[at + 1] & 0xFF) << 8
                    : (entries[at] & 0xFF) << 8 | entries[at + 1] & 0xFF;
            if (tag == NEW_SUBFILE_TYPE) {
                return (entries[at + (littleEndian ? 8 : 11)] & COPY_OR_MASK) == 0;
            }
        }
        return true;
    }

    private static int u16(RandomAccessFile in, boolean littleEndian) throws IOException {
        int value = in.readUnsignedShort();
        return littleEndian ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : value;
    }

    private static long u32(RandomAccessFile in, boolean littleEndian) throws IOException {
        int value = in.readInt();
        return Integer.toUnsignedLong(littleEndian ? Integer.reverseBytes(value) : value);
    }
}
