package io.ssl4j.core.series.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * A rectangle of a picture in which one series is drawn.
 *
 * @param x the left edge
 * @param y the upper edge
 * @param width the width of the row's steps in pixels
 * @param height the height from {@code low} to {@code high} in pixels
 * @param low the value at the lower edge
 * @param high the value at the upper edge
 */
record SeriesPanel(int x, int y, int width, int height, double low, double high) {

    /** The distance between steps, in pixels, from which each step gets a dot. */
    private static final int DOTTED = 7;

    private static final double RADIUS = 2;

    void draw(Graphics2D pen, Trace trace) {
        Shape clip = pen.getClip();
        Rectangle2D frame = new Rectangle2D.Double(x, y, width, height);
        fill(pen, frame, PictureStyle.PANEL);
        if (trace.steps() < trace.rowSteps()) {
            double end = x + (double) width * trace.steps() / trace.rowSteps();
            fill(pen, new Rectangle2D.Double(end, y, x + width - end, height), PictureStyle.PADDING);
        }
        pen.setStroke(PictureStyle.THIN);
        pen.setColor(PictureStyle.AXIS);
        double zero = Math.rint(level(0)) + 0.5;
        pen.draw(new Line2D.Double(x, zero, x + width, zero));
        pen.clip(frame);
        for (int c = trace.channels() - 1; c >= 0; c--) {
            line(pen, trace, c);
        }
        pen.setClip(clip);
        pen.setColor(PictureStyle.FRAME);
        pen.setStroke(PictureStyle.THIN);
        pen.draw(new Rectangle2D.Double(x + 0.5, y + 0.5, width - 1, height - 1));
    }

    private static void fill(Graphics2D pen, Shape shape, Color color) {
        pen.setColor(color);
        pen.fill(shape);
    }

    private void line(Graphics2D pen, Trace trace, int channel) {
        Path2D path = new Path2D.Double();
        for (int t = 0; t < trace.steps(); t++) {
            double left = place(t, trace.rowSteps());
            double top = level(trace.value(channel, t));
            if (t == 0) {
                path.moveTo(left, top);
            } else {
                path.lineTo(left, top);
            }
            if (trace.steps() == 1 || width >= DOTTED * trace.rowSteps()) {
                fill(
                        pen,
                        new Ellipse2D.Double(left - RADIUS, top - RADIUS, 2 * RADIUS, 2 * RADIUS),
                        PictureStyle.channel(channel));
            }
        }
        pen.setColor(PictureStyle.channel(channel));
        pen.setStroke(PictureStyle.LINE);
        pen.draw(path);
    }

    /** Returns the middle of a step's share of the width. */
    private double place(int t, int steps) {
        return x + width * (t + 0.5) / steps;
    }

    private double level(double value) {
        return y + height * (high - value) / (high - low);
    }

    /** The height of the zero line in pixels. */
    int zero() {
        return (int) Math.rint(level(0));
    }
}
