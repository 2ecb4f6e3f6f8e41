package io.ssl4j.cli.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Panels side by side, with one legend above them. */
public final class SvgChart {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 300;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 46;
    private static final int LEGEND_LINE = 20;

    /** Okabe and Ito 2008, "Color universal design": told apart also by the colour-blind. */
    private static final List<String> COLORS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    private final List<Panel> panels;
    private final List<String> names;
    private final StringBuilder text = new StringBuilder();

    private SvgChart(List<Panel> panels) {
        this.panels = panels;
        this.names = panels.stream()
                .flatMap(panel -> panel.series().stream())
                .map(Series::name)
                .distinct()
                .toList();
    }

    /** The picture as the text of an SVG file. */
    public static String of(List<Panel> panels) {
        return new SvgChart(panels).draw();
    }

    private String draw() {
        int legend = names.size() * LEGEND_LINE + 8;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                panels.size() * WIDTH, legend + HEIGHT);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        for (int i = 0; i < names.size(); i++) {
            int y = LEGEND_LINE * (i + 1) - 4;
            add(
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%2$d\" stroke=\"%s\" stroke-width=\"3\"/>",
                    LEFT, y, LEFT + 18, color(i));
            add("<text x=\"%d\" y=\"%d\">%s</text>", LEFT + 24, y + 4, escaped(names.get(i)));
        }
        for (int i = 0; i < panels.size(); i++) {
            draw(panels.get(i), i * WIDTH, legend);
        }
        return text.append("</svg>\n").toString();
    }

    private void draw(Panel panel, int left, int top) {
        Axis x = Axis.over(values(panel, true), left + LEFT, left + WIDTH - RIGHT);
        Axis y = Axis.over(values(panel, false), top + HEIGHT - BOTTOM, top + TOP);
        add(
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>",
                left + LEFT, top + TOP - 12, escaped(panel.title()));
        for (double mark : y.marks()) {
            add(
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%2$.1f\" stroke=\"#dddddd\"/>",
                    x.from(), y.place(mark), x.to());
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    x.from() - 6, y.place(mark) + 4, y.text(mark));
        }
        for (double mark : x.marks()) {
            add(
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%1$.1f\" y2=\"%.1f\" stroke=\"black\"/>",
                    x.place(mark), y.from(), y.from() + 4);
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                    x.place(mark), y.from() + 18, x.text(mark));
        }
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%2$.1f\" stroke=\"black\"/>", x.from(), y.from(), x.to());
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                (x.from() + x.to()) / 2, y.from() + 36, escaped(panel.over()));
        for (Series series : panel.series()) {
            String color = color(names.indexOf(series.name()));
            String places = series.points().stream()
                    .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x.place(point.x()), y.place(point.y())))
                    .collect(Collectors.joining(" "));
            add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", places, color);
            if (series.points().size() == 1) {
                Series.Point only = series.points().get(0);
                add(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                        x.place(only.x()), y.place(only.y()), color);
            }
        }
    }

    private static DoubleStream values(Panel panel, boolean x) {
        return panel.series().stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(point -> x ? point.x() : point.y());
    }

    private static String color(int series) {
        return COLORS.get(series % COLORS.size());
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
