package io.ssl4j.core.series.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Colours, lines and fonts of a picture. */
final class PictureStyle {

    static final Color BACKGROUND = new Color(0xFFFFFF);
    static final Color PANEL = new Color(0xF7F8FA);
    static final Color FRAME = new Color(0xD5D9E0);
    static final Color AXIS = new Color(0xA9B0BC);
    static final Color PADDING = new Color(0xE6E9EE);
    static final Color INK = new Color(0x3C4350);
    static final Color FAINT = new Color(0x7B8494);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    static final BasicStroke LINE = new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke THIN = new BasicStroke(1f);

    /**
     * Okabe and Ito's colours, which people with any kind of colour vision can distinguish, without yellow and black.
     */
    private static final Color[] CHANNELS = {
        new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)
    };

    private PictureStyle() {}

    static Color channel(int channel) {
        return CHANNELS[channel % CHANNELS.length];
    }

    /** Returns a pen for an image, which is filled with the background. */
    static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setColor(BACKGROUND);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return pen;
    }

    static void text(Graphics2D pen, String text, Font font, Color color, int x, int y) {
        pen.setFont(font);
        pen.setColor(color);
        pen.drawString(text, x, y);
    }

    /** Draws text that ends at {@code x}. */
    static void textBefore(Graphics2D pen, String text, Font font, Color color, int x, int y) {
        text(pen, text, font, color, x - pen.getFontMetrics(font).stringWidth(text), y);
    }
}
