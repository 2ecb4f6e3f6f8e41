package io.ssl4j.core.series.picture;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.augment.SeriesViews;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the views that training sees: one row per sample, the original on the left, then every view, all normalised and
 * at the same scale. Each channel has a colour, gray lines mark zero, gray areas are padding, and shorter rows are
 * narrower. Needs the platform's fonts, but no display.
 */
public final class SeriesPicture {

    private static final int GAP = 10;
    private static final int LEFT = 44;
    private static final int TOP = 26;
    private static final int BOTTOM = 20;
    private static final int LEGEND = 22;
    private static final int LEGEND_ITEM = 92;
    private static final int TITLE = 24;
    private static final int NARROWEST = 68;

    private final ViewGenerator<Series> views;
    private final SeriesInput input;
    private final String title;

    private SeriesPicture(ViewGenerator<Series> views, SeriesInput input, String title) {
        this.views = views;
        this.input = input;
        this.title = title;
    }

    /**
     * Makes a picture of the series-shaped views of a generator; other views, such as labels, are left out.
     *
     * @param input the input that the generator writes rows for
     */
    public static SeriesPicture of(ViewGenerator<Series> views, SeriesInput input) {
        return new SeriesPicture(views, input, "");
    }

    /** Makes a picture of series views. */
    public static SeriesPicture of(SeriesViews views) {
        return of(views, views.input());
    }

    /** Adds a line of text at the top, such as the name of the recipe. */
    public SeriesPicture withTitle(String newTitle) {
        return new SeriesPicture(views, input, newTitle);
    }

    /**
     * Draws the picture.
     *
     * @param samples one row each, at least one
     * @param repeats how many times the views of a sample are drawn, side by side, at least 1
     * @param cellWidth the width of the input's length in pixels, at least 16
     * @param cellHeight the height of a row in pixels, at least 16
     * @param key the key of the randomness; sample {@code i}, repeat {@code r} draws from {@code child(r).child(i)}
     */
    public BufferedImage render(List<Series> samples, int repeats, int cellWidth, int cellHeight, RandomKey key) {
        if (samples.isEmpty() || repeats < 1 || cellWidth < 16 || cellHeight < 16) {
            throw new IllegalArgumentException(
                    "a picture needs at least 1 sample, 1 repeat and cells of 16 x 16 pixels,"
                            + " got " + samples.size() + " samples, " + repeats + " repeats and cells of " + cellWidth
                            + " x "
                            + cellHeight);
        }
        List<List<Trace>> rows = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            rows.add(traces(samples.get(i), i, repeats, key));
        }
        return draw(rows, cellWidth, cellHeight);
    }

    private List<Trace> traces(Series sample, int index, int repeats, RandomKey key) {
        List<Trace> row = new ArrayList<>();
        row.add(Trace.original(sample, input));
        for (int r = 0; r < repeats; r++) {
            MemoryRows written = new MemoryRows(views.layout());
            views.write(sample, key.child(r).child(index), written);
            row.addAll(Trace.views(views.layout(), written, input, repeats > 1 ? " #" + (r + 1) : ""));
        }
        return row;
    }

    private BufferedImage draw(List<List<Trace>> rows, int cellWidth, int cellHeight) {
        int width = LEFT;
        for (Trace trace : rows.get(0)) {
            width += width(trace, cellWidth) + GAP;
        }
        int legend = input.channels() > 1 || input.variable() ? LEGEND : 0;
        int top = TOP + (title.isEmpty() ? 0 : TITLE);
        int height = top + rows.size() * (cellHeight + GAP) - GAP + BOTTOM + legend;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = PictureStyle.pen(image);
        PictureStyle.text(pen, title, PictureStyle.TITLE, PictureStyle.INK, LEFT, 19);
        for (int i = 0; i < rows.size(); i++) {
            drawRow(pen, rows.get(i), top + i * (cellHeight + GAP), cellWidth, cellHeight);
        }
        drawAround(pen, rows.get(0), top - 9, height - legend - 6, cellWidth);
        if (legend > 0) {
            drawLegend(pen, height - 9, width);
        }
        pen.dispose();
        return image;
    }

    private int width(Trace trace, int cellWidth) {
        return Math.max(NARROWEST, (int) Math.rint((double) cellWidth * trace.rowSteps() / input.length()));
    }

    private void drawRow(Graphics2D pen, List<Trace> row, int top, int cellWidth, int cellHeight) {
        double low = 0;
        double high = 0;
        for (Trace trace : row) {
            for (int i = 0; i < trace.steps() * trace.channels(); i++) {
                low = Math.min(low, trace.values()[i]);
                high = Math.max(high, trace.values()[i]);
            }
        }
        double margin = high > low ? 0.06 * (high - low) : 1;
        int left = LEFT;
        for (Trace trace : row) {
            int width = width(trace, cellWidth);
            SeriesPanel panel = new SeriesPanel(left, top, width, cellHeight, low - margin, high + margin);
            panel.draw(pen, trace);
            if (left == LEFT) {
                drawScale(pen, panel);
            }
            left += width + GAP;
        }
    }

    /** Draws the values at the edges and zero, without those that would overlap zero. */
    private static void drawScale(Graphics2D pen, SeriesPanel panel) {
        int bottom = panel.y() + panel.height();
        scale(pen, "0", panel.zero() + 4);
        if (panel.zero() - panel.y() > 22) {
            scale(pen, String.format(Locale.ROOT, "%.1f", panel.high()), panel.y() + 9);
        }
        if (bottom - panel.zero() > 22) {
            scale(pen, String.format(Locale.ROOT, "%.1f", panel.low()), bottom - 1);
        }
    }

    private static void scale(Graphics2D pen, String text, int y) {
        PictureStyle.textBefore(pen, text, PictureStyle.SMALL, PictureStyle.FAINT, LEFT - 6, y);
    }

    /** Draws the text above and below the columns. */
    private void drawAround(Graphics2D pen, List<Trace> row, int above, int below, int cellWidth) {
        int left = LEFT;
        for (Trace trace : row) {
            PictureStyle.text(pen, trace.label(), PictureStyle.LABEL, PictureStyle.INK, left, above);
            String steps = trace.rowSteps() + (trace.rowSteps() == 1 ? " step" : " steps");
            PictureStyle.text(pen, steps, PictureStyle.SMALL, PictureStyle.FAINT, left, below);
            left += width(trace, cellWidth) + GAP;
        }
    }

    /** Draws the meaning of gray areas, and the colours of as many channels as there is room for. */
    private void drawLegend(Graphics2D pen, int y, int width) {
        int left = LEFT;
        if (input.variable()) {
            pen.setColor(PictureStyle.PADDING);
            pen.fillRect(left, y - 9, 14, 11);
            PictureStyle.text(pen, "padding", PictureStyle.SMALL, PictureStyle.INK, left + 19, y);
            left += LEGEND_ITEM;
        }
        for (int c = 0; c < input.channels() && left + 70 < width; c++) {
            pen.setColor(PictureStyle.channel(c));
            pen.fillRect(left, y - 5, 14, 3);
            PictureStyle.text(pen, "channel " + c, PictureStyle.SMALL, PictureStyle.INK, left + 19, y);
            left += LEGEND_ITEM;
        }
    }
}
