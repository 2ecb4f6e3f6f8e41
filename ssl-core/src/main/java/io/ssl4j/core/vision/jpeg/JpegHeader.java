package io.ssl4j.core.vision.jpeg;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The part of a baseline file before the scan (ITU-T T.81, annex B).
 *
 * @param height rows of the picture
 * @param width columns of the picture
 * @param components one for gray, three for colour
 * @param restartInterval minimum coded units between restart markers, 0 for none
 * @param scan where the data of the scan begin
 */
record JpegHeader(int height, int width, List<Component> components, int restartInterval, int scan) {

    /** The file's header, or empty where it is not of the kind that is decoded here. */
    static Optional<JpegHeader> parse(byte[] content) {
        return new Parser(content).parse();
    }

    /** Goes through the segments. */
    private static final class Parser {

        private static final int BASELINE = 0xC0;
        private static final int EXTENDED = 0xC1;
        private static final int HUFFMAN = 0xC4;
        private static final int ARITHMETIC = 0xCC;
        private static final int SCAN = 0xDA;
        private static final int QUANTIZATION = 0xDB;
        private static final int RESTART_INTERVAL = 0xDD;
        private static final int APP0 = 0xE0;
        private static final int APP2 = 0xE2;
        private static final int APP14 = 0xEE;

        private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
        private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
        private static final byte[] ICC_PROFILE = {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0};

        private final byte[] content;
        private final int[][] quantization = new int[4][];
        private final HuffmanTable[] dc = new HuffmanTable[4];
        private final HuffmanTable[] ac = new HuffmanTable[4];
        private int restartInterval;
        private int frame;
        private boolean jfif;
        private int adobeTransform = -1;

        private Parser(byte[] content) {
            this.content = content;
        }

        Optional<JpegHeader> parse() {
            int at = 2;
            while (true) {
                requireByte(at);
                if (u8(at) != 0xFF) {
                    throw new JpegDamageException(at, "a marker must be here");
                }
                int marker = u8(at + 1);
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                int start = at + 4;
                int end = at + 2 + u16(at + 2);
                requireByte(end - 1);
                if (marker == SCAN) {
                    return scan(start, end);
                }
                if (!segment(marker, start, end)) {
                    return Optional.empty();
                }
                at = end;
            }
        }

        /** Reads a segment, and returns whether a file with it can be decoded here. */
        private boolean segment(int marker, int start, int end) {
            switch (marker) {
                case BASELINE, EXTENDED -> frame = start;
                case QUANTIZATION -> quantizationTables(start, end);
                case HUFFMAN -> huffmanTables(start, end);
                case RESTART_INTERVAL -> restartInterval = u16(start);
                case APP0 -> jfif |= begins(start, end, JFIF);
                case APP14 ->
                    adobeTransform = begins(start, end, ADOBE) && end - start >= 12 ? u8(start + 11) : adobeTransform;
                case APP2 -> {
                    return !begins(start, end, ICC_PROFILE);
                }
                default -> {
                    return marker > ARITHMETIC || marker < BASELINE;
                }
            }
            return true;
        }

        private void quantizationTables(int start, int end) {
            int at = start;
            while (at < end) {
                int bytes = (u8(at) >> 4) + 1;
                int[] steps = new int[64];
                for (int k = 0; k < 64; k++) {
                    steps[k] = bytes == 1 ? u8(at + 1 + k) : u16(at + 1 + 2 * k);
                }
                quantization[table(at)] = steps;
                at += 1 + 64 * bytes;
            }
        }

        private void huffmanTables(int start, int end) {
            int at = start;
            while (at < end) {
                int values = 0;
                for (int i = 1; i <= 16; i++) {
                    values += u8(at + i);
                }
                int from = at + 17;
                requireByte(from + values - 1);
                HuffmanTable[] tables = u8(at) >> 4 == 0 ? dc : ac;
                try {
                    tables[table(at)] =
                            new HuffmanTable(content, at + 1, Arrays.copyOfRange(content, from, from + values));
                } catch (IllegalArgumentException e) {
                    throw new JpegDamageException(at, "a Huffman table is none: " + e.getMessage());
                }
                at = from + values;
            }
        }

        private int table(int at) {
            int table = u8(at) & 15;
            if (table > 3) {
                throw new JpegDamageException(at, "a table's number must be at most 3, got " + table);
            }
            return table;
        }

        private Optional<JpegHeader> scan(int start, int end) {
            if (frame == 0 || u8(frame) != 8) {
                return Optional.empty();
            }
            int height = u16(frame + 1);
            int width = u16(frame + 3);
            int count = u8(frame + 5);
            if (height == 0 || width == 0 || u8(start) != count || count != 1 && !(count == 3 && isYcc())) {
                return Optional.empty();
            }
            Component[] components = new Component[count];
            for (int i = 0; i < count; i++) {
                int inFrame = frame + 6 + 3 * i;
                int inScan = start + 1 + 2 * i;
                if (u8(inFrame) != u8(inScan)) {
                    return Optional.empty();
                }
                components[i] = component(inFrame, inScan, count);
            }
            JpegHeader header = new JpegHeader(height, width, List.of(components), restartInterval, end);
            return header.isUsual() ? Optional.of(header) : Optional.empty();
        }

        /** A single component is not interleaved: a minimum coded unit is one block, whatever its factors are. */
        private Component component(int inFrame, int inScan, int count) {
            int[] steps = quantization[u8(inFrame + 2) & 3];
            HuffmanTable dcTable = dc[u8(inScan + 1) >> 4 & 3];
            HuffmanTable acTable = ac[u8(inScan + 1) & 3];
            if (steps == null || dcTable == null || acTable == null) {
                throw new JpegDamageException(inScan, "a component needs tables that the file does not hold");
            }
            int factors = count == 1 ? 0x11 : u8(inFrame + 1);
            return new Component(factors >> 4, factors & 15, steps, dcTable, acTable);
        }

        private boolean isYcc() {
            int[] ids = {u8(frame + 6), u8(frame + 9), u8(frame + 12)};
            return JpegColor.of(ids, jfif, adobeTransform) == JpegColor.YCC;
        }

        private boolean begins(int start, int end, byte[] with) {
            return end - start >= with.length
                    && Arrays.equals(content, start, start + with.length, with, 0, with.length);
        }

        private int u8(int at) {
            requireByte(at);
            return content[at] & 0xFF;
        }

        private int u16(int at) {
            return u8(at) << 8 | u8(at + 1);
        }

        private void requireByte(int at) {
            if (at < 0 || at >= content.length) {
                throw new JpegDamageException(content.length, "the file ends within its header");
            }
        }
    }

    /** Luma once or twice as fine as chroma along each axis, chroma wide enough for the smooth upsampling. */
    private boolean isUsual() {
        if (components.size() == 1) {
            return true;
        }
        Component luma = components.get(0);
        boolean chromaPlain = components.stream()
                .skip(1)
                .allMatch(component -> component.horizontal() == 1 && component.vertical() == 1);
        int factors = luma.horizontal() << 4 | luma.vertical();
        return chromaPlain && (factors == 0x11 || (factors == 0x21 || factors == 0x22) && width > 4);
    }
}
