package io.ssl4j.cli.chart;

import java.util.List;

/**
 * Lines between one pair of axes.
 *
 * @param title what is drawn, with its unit
 * @param over what it is drawn over, with its unit
 * @param series the lines, at least one with a point
 */
public record Panel(String title, String over, List<Series> series) {

    public Panel {
        series = List.copyOf(series);
        if (series.stream().allMatch(line -> line.points().isEmpty())) {
            throw new IllegalArgumentException("a panel needs a line with a point, and '" + title + "' has none");
        }
    }
}
