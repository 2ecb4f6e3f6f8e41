package io.ssl4j.core.vision.augment;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Resize;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the views that training sees: one row per sample, the original on the left, then every view, denormalised and
 * enlarged by whole pixels, with the names of the views above the columns. The first three channels are shown as RGB if
 * there are at least three, else the first as gray. Needs the platform's fonts, but no display.
 */
public final class ViewGrid {

    private static final int GAP = 4;
    private static final int TOP = 22;
    private static final int BASELINE = 15;
    private static final Color BACKGROUND = Color.WHITE;
    private static final Color INK = new Color(0x3C4350);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private record Cell(String label, BufferedImage picture) {}

    private final ViewGenerator<Image> views;
    private final ImageInput input;

    private ViewGrid(ViewGenerator<Image> views, ImageInput input) {
        this.views = views;
        this.input = input;
    }

    /**
     * Makes a grid of the image-shaped views of a generator; other views, such as labels, are left out.
     *
     * @param input the mean, deviation and channel order that the generator writes with
     */
    public static ViewGrid of(ViewGenerator<Image> views, ImageInput input) {
        return new ViewGrid(views, input);
    }

    /** Makes a grid of image views. */
    public static ViewGrid of(ImageViews views) {
        return new ViewGrid(views, views.input());
    }

    /**
     * Draws the grid.
     *
     * @param samples one row each, at least one
     * @param repeats how many times the views of a sample are drawn, side by side, at least 1
     * @param cellSize the smallest number of pixels per side in which a view of the input's size is shown
     * @param key the key of the randomness; sample {@code i}, repeat {@code r} draws from {@code child(r).child(i)}
     */
    public BufferedImage render(List<Image> samples, int repeats, int cellSize, RandomKey key) {
        if (samples.isEmpty() || repeats < 1 || cellSize < 1) {
            throw new IllegalArgumentException("a grid needs at least 1 sample, 1 repeat and cells of 1 pixel, got "
                    + samples.size() + " samples, " + repeats + " repeats and cells of " + cellSize);
        }
        int zoom = Math.max(1, (int) Math.ceil((double) cellSize / Math.max(input.height(), input.width())));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            List<Cell> row = new ArrayList<>();
            row.add(new Cell(
                    "original", fitted(input.ranged(samples.get(i)), zoom * Math.max(input.height(), input.width()))));
            for (int r = 0; r < repeats; r++) {
                String draw = repeats > 1 ? " #" + (r + 1) : "";
                row.addAll(views(samples.get(i), key.child(r).child(i), zoom, draw));
            }
            rows.add(row);
        }
        return assemble(rows);
    }

    /** Returns the original, enlarged by whole pixels or shrunk to about the size of a view of the input's size. */
    private static BufferedImage fitted(Image image, int side) {
        int longest = Math.max(image.height(), image.width());
        if (longest <= side) {
            return enlarge(image, side / longest);
        }
        ImageBuffer small = new ImageBuffer();
        int height = Math.max(1, Math.round((float) side * image.height() / longest));
        int width = Math.max(1, Math.round((float) side * image.width() / longest));
        Resize.stretch(height, width).apply(image, small, null);
        return enlarge(small.toImage(), 1);
    }

    private List<Cell> views(Image sample, RandomKey key, int zoom, String draw) {
        MemoryRows rows = new MemoryRows(views.layout());
        views.write(sample, key, rows);
        List<Cell> result = new ArrayList<>();
        for (ViewSpec spec : views.layout()) {
            if (spec.shape().length == 3) {
                for (int v = 0; v < spec.copies(); v++) {
                    Image view = unNormalized(spec.shape(), rows.row(spec.name(), v));
                    result.add(new Cell(spec.label(v) + draw, enlarge(view, zoom)));
                }
            }
        }
        return result;
    }

    private Image unNormalized(long[] shape, FloatBuffer row) {
        boolean last = input.order() == ChannelOrder.NHWC;
        int height = (int) (last ? shape[0] : shape[1]);
        int width = (int) (last ? shape[1] : shape[2]);
        int channels = input.channels();
        float[] mean = input.mean();
        float[] deviation = input.deviation();
        float[] samples = new float[height * width * channels];
        for (int p = 0; p < height * width; p++) {
            for (int c = 0; c < channels; c++) {
                float value = row.get(last ? p * channels + c : c * height * width + p);
                samples[p * channels + c] = value * deviation[c] + mean[c];
            }
        }
        return Image.ofFloats(height, width, channels, samples);
    }

    private static BufferedImage enlarge(Image image, int zoom) {
        BufferedImage picture =
                new BufferedImage(image.width() * zoom, image.height() * zoom, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, color(image, y / zoom, x / zoom));
            }
        }
        return picture;
    }

    private static int color(Image image, int y, int x) {
        int red = level(image.sample(y, x, 0));
        if (image.channels() < 3) {
            return red << 16 | red << 8 | red;
        }
        return red << 16 | level(image.sample(y, x, 1)) << 8 | level(image.sample(y, x, 2));
    }

    private static int level(float sample) {
        return Math.round(Math.min(Math.max(sample, 0), 1) * 255);
    }

    private static BufferedImage assemble(List<List<Cell>> rows) {
        int[] widths = widths(rows);
        int width = GAP + Arrays.stream(widths).map(each -> each + GAP).sum();
        int height = TOP + rows.stream().mapToInt(row -> height(row) + GAP).sum();
        BufferedImage grid = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = grid.createGraphics();
        pen.setColor(BACKGROUND);
        pen.fillRect(0, 0, width, height);
        label(pen, rows.get(0), widths);
        int top = TOP;
        for (List<Cell> row : rows) {
            int left = GAP;
            for (int c = 0; c < widths.length; c++) {
                pen.drawImage(row.get(c).picture(), left, top, null);
                left += widths[c] + GAP;
            }
            top += height(row) + GAP;
        }
        pen.dispose();
        return grid;
    }

    private static int height(List<Cell> row) {
        return row.stream().mapToInt(cell -> cell.picture().getHeight()).max().orElse(0);
    }

    /** Returns the width of each column: of its widest picture, or of its label. */
    private static int[] widths(List<List<Cell>> rows) {
        int[] widths = new int[rows.get(0).size()];
        FontRenderContext plain = new FontRenderContext(null, true, true);
        for (List<Cell> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                double text = LABEL.getStringBounds(row.get(c).label(), plain).getWidth();
                int wider = Math.max(row.get(c).picture().getWidth(), (int) Math.ceil(text) + GAP);
                widths[c] = Math.max(widths[c], wider);
            }
        }
        return widths;
    }

    private static void label(Graphics2D pen, List<Cell> row, int[] widths) {
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setFont(LABEL);
        pen.setColor(INK);
        int left = GAP;
        for (int c = 0; c < widths.length; c++) {
            pen.drawString(row.get(c).label(), left, BASELINE);
            left += widths[c] + GAP;
        }
    }
}
