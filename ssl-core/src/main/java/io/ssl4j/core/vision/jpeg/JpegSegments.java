package io.ssl4j.core.vision.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The segments of a JPEG file before its first scan, as far as they say what the samples mean. Damage ends the walk; it
 * is for others to report.
 */
public final class JpegSegments {

    private static final int SCAN = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int ADOBE_LENGTH = 12;

    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The length of the number of a part of the profile and the number of parts. */
    private static final int PART = 2;

    /** A segment from its marker to its end. */
    private record Segment(int marker, int start, int end) {

        boolean begins(byte[] content, byte[] with) {
            int data = start + 4;
            return end - data >= with.length && Arrays.equals(content, data, data + with.length, with, 0, with.length);
        }
    }

    private final byte[] content;
    private final List<Segment> segments = new ArrayList<>();
    private final int rest;

    private JpegSegments(byte[] content) {
        this.content = content;
        int at = 2;
        while (at + 4 <= content.length && u8(at) == 0xFF && u8(at + 1) != SCAN) {
            if (u8(at + 1) == 0xFF) {
                at++;
                continue;
            }
            int end = at + 2 + (u8(at + 2) << 8 | u8(at + 3));
            if (end > content.length || end < at + 4) {
                break;
            }
            segments.add(new Segment(u8(at + 1), at, end));
            at = end;
        }
        this.rest = at;
    }

    /** @param content a file that begins with FF D8, or the start of one */
    public static JpegSegments of(byte[] content) {
        return new JpegSegments(content);
    }

    private int u8(int at) {
        return content[at] & 0xFF;
    }

    /** What the components mean; empty if there is no frame header with 1, 3 or 4 of them. */
    public Optional<JpegColor> color() {
        boolean jfif = false;
        int adobe = -1;
        int[] ids = {};
        for (Segment segment : segments) {
            if (isFrame(segment.marker) && segment.end - segment.start >= 10) {
                ids = ids(segment);
            }
            jfif |= segment.marker == APP0 && segment.begins(content, JFIF);
            if (isAdobe(segment)) {
                adobe = u8(segment.start + 4 + ADOBE_LENGTH - 1);
            }
        }
        boolean known = ids.length == 1 || ids.length == 3 || ids.length == 4;
        return known ? Optional.of(JpegColor.of(ids, jfif, adobe)) : Optional.empty();
    }

    private int[] ids(Segment frame) {
        int[] ids = new int[Math.min(u8(frame.start + 9), (frame.end - frame.start - 10) / 3)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = u8(frame.start + 10 + 3 * i);
        }
        return ids;
    }

    private boolean isAdobe(Segment segment) {
        return segment.marker == APP14
                && segment.begins(content, ADOBE)
                && segment.end - segment.start - 4 >= ADOBE_LENGTH;
    }

    /** Returns whether a marker is SOF0 to SOF15, excluding DHT, JPG and DAC, which lie in the same range. */
    public static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private boolean isProfile(Segment segment) {
        return segment.marker == APP2 && segment.begins(content, PROFILE);
    }

    /** The colour profile (ICC.1), whose parts are joined in the order of the file; empty if there is none. */
    public Optional<byte[]> profile() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (Segment segment : segments) {
            int from = segment.start + 4 + PROFILE.length + PART;
            if (isProfile(segment) && from <= segment.end) {
                profile.write(content, from, segment.end - from);
            }
        }
        return profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray());
    }

    /** Returns the same file without its colour profile. */
    public byte[] withoutProfile() {
        return rewritten(segment -> !isProfile(segment), new byte[0]);
    }

    /**
     * Returns the same file with one segment that states the meaning of three components: Adobe's, alone. Decoders
     * differ in what they make of several segments that contradict each other.
     */
    public byte[] stating(JpegColor color) {
        byte[] adobe = {
            (byte) 0xFF,
            (byte) APP14,
            0,
            14,
            'A',
            'd',
            'o',
            'b',
            'e',
            0,
            100,
            0,
            0,
            0,
            0,
            (byte) (color == JpegColor.YCC ? 1 : 0)
        };
        return rewritten(segment -> segment.marker != APP0 && segment.marker != APP14, adobe);
    }

    private byte[] rewritten(Predicate<Segment> kept, byte[] first) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + first.length);
        out.write(content, 0, 2);
        out.writeBytes(first);
        for (Segment segment : segments) {
            if (kept.test(segment)) {
                out.write(content, segment.start, segment.end - segment.start);
            }
        }
        out.write(content, rest, content.length - rest);
        return out.toByteArray();
    }
}
