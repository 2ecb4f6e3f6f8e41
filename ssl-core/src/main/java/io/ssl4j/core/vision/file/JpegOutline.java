package io.ssl4j.core.vision.file;

import io.ssl4j.core.vision.jpeg.JpegSegments;
import java.util.Locale;

/**
 * Walks the marker segments of a JPEG file (ITU-T T.81, annex B), from SOI through the scans to EOI. A file without EOI
 * is truncated; common decoders fill the missing rows with gray.
 */
final class JpegOutline {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int FIRST_RST = 0xD0;
    private static final int TEM = 0x01;

    /** The length of a frame header up to and including the number of components, and the offset of that number. */
    private static final int FRAME_HEADER = 8;

    private static final int COMPONENT_COUNT = 7;

    private JpegOutline() {}

    static void check(ByteCursor in) {
        in.skip(2, "the SOI marker");
        int marker = nextMarker(in, false);
        while (marker != EOI) {
            String what = String.format(Locale.ROOT, "marker segment FF%02X", marker);
            if (!standsAlone(marker)) {
                int start = in.position();
                int length = in.u16(what);
                if (length < 2) {
                    throw in.damaged(start, what + " must have a length of at least 2, got " + length);
                }
                in.skip(length - 2, what);
                if (JpegSegments.isFrame(marker) && length >= FRAME_HEADER) {
                    requireKnownColors(in, start + COMPONENT_COUNT);
                }
            }
            marker = nextMarker(in, marker == SOS);
        }
    }

    private static void requireKnownColors(ByteCursor in, int position) {
        int components = in.content()[position];
        if (components != 1 && components != 3 && components != 4) {
            throw in.damaged(
                    position,
                    "a picture must have 1 component (gray), 3 (colour) or 4 (CMYK), got " + components
                            + "; convert the file to RGB");
        }
    }

    /** Returns whether a marker has no length: RST0 to RST7, SOI and TEM. */
    private static boolean standsAlone(int marker) {
        return marker >= FIRST_RST && marker <= SOI || marker == TEM;
    }

    /**
     * Moves past the next marker and returns it; inside a scan this skips the data, in which FF is followed by 00 or a
     * restart marker.
     */
    private static int nextMarker(ByteCursor in, boolean inScan) {
        String what = inScan ? "the scan, which must end with a marker (EOI at last)," : "the next marker";
        int value = in.u8(what);
        while (true) {
            if (value != 0xFF) {
                if (!inScan) {
                    throw in.damaged(
                            in.position() - 1,
                            String.format(
                                    Locale.ROOT, "a marker begins with FF, got %02X; the file is damaged", value));
                }
                value = in.u8(what);
                continue;
            }
            int marker = in.u8(what);
            if (marker == 0xFF) {
                continue;
            }
            if (marker != 0 && !(inScan && marker >= FIRST_RST && marker < SOI)) {
                return marker;
            }
            if (!inScan) {
                throw in.damaged(in.position() - 2, "FF 00 is no marker; the file is damaged");
            }
            value = in.u8(what);
        }
    }
}
