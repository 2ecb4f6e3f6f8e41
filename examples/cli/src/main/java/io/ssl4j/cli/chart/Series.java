package io.ssl4j.cli.chart;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name of the line; series of the same name have the same colour in every panel
 * @param points in the order in which they are joined, all finite
 */
public record Series(String name, List<Point> points) {

    /** Where a line goes through. */
    public record Point(double x, double y) {

        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("a point must be finite, got (" + x + ", " + y + ")");
            }
        }
    }

    public Series {
        points = List.copyOf(points);
    }
}
