package io.ssl4j.core.vision.file;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * The logical screen of a GIF file (GIF89a) with its first frame's place. The screen is enlarged if the frame reaches
 * beyond it. What the frame leaves free is transparent if the frame has a transparent colour, and else has colour 0, as
 * in Pillow.
 *
 * @param left the column of the screen that is the frame's first
 * @param top the row of the screen that is the frame's first
 */
record GifScreen(int height, int width, int left, int top) {

    private static final int SCREEN = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;

    /** Finds the first frame of a file whose outline has been checked, or of the start of one. */
    static GifScreen of(byte[] content) {
        int width = u16(content, SCREEN);
        int height = u16(content, SCREEN + 2);
        int at = SCREEN + 7 + colorTable(u8(content, SCREEN + 4));
        while (u8(content, at) == EXTENSION) {
            at += 2;
            while (u8(content, at) > 0) {
                at += 1 + u8(content, at);
            }
            at++;
        }
        if (u8(content, at) != IMAGE) {
            return new GifScreen(height, width, 0, 0);
        }
        int left = u16(content, at + 1);
        int top = u16(content, at + 3);
        return new GifScreen(
                Math.max(height, top + u16(content, at + 7)), Math.max(width, left + u16(content, at + 5)), left, top);
    }

    private static int colorTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int u8(byte[] content, int at) {
        return at < content.length ? content[at] & 0xFF : 0;
    }

    private static int u16(byte[] content, int at) {
        return u8(content, at) | u8(content, at + 1) << 8;
    }

    /** Returns the whole screen with the frame in its place. */
    BufferedImage with(BufferedImage frame) {
        if (frame.getHeight() == height && frame.getWidth() == width) {
            return frame;
        }
        IndexColorModel colors = (IndexColorModel) frame.getColorModel();
        WritableRaster screen = colors.createCompatibleWritableRaster(width, height);
        int[] row = new int[width];
        Arrays.fill(row, Math.max(0, colors.getTransparentPixel()));
        for (int y = 0; y < height; y++) {
            screen.setPixels(0, y, width, 1, row);
        }
        int[] pixels = new int[frame.getWidth()];
        for (int y = 0; y < frame.getHeight(); y++) {
            frame.getRaster().getPixels(0, y, frame.getWidth(), 1, pixels);
            screen.setPixels(left, top + y, frame.getWidth(), 1, pixels);
        }
        return new BufferedImage(colors, screen, false, null);
    }
}
