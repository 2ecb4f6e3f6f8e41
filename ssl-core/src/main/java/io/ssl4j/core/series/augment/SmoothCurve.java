package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomStream;

/**
 * A natural cubic spline through evenly spaced points: twice continuously differentiable, without curvature at its
 * ends. Reuses its arrays; not safe for use by several threads at once.
 */
final class SmoothCurve {

    private double[] points = new double[0];
    private double[] curvature = new double[0];
    private double[] pivots = new double[0];
    private int count;

    /**
     * Fits a curve to {@code knots + 2} normally distributed points around 1: one at each end and the knots in between.
     */
    void draw(int knots, double deviation, RandomStream random) {
        resize(knots + 2);
        for (int i = 0; i < count; i++) {
            points[i] = 1 + deviation * random.nextGaussian();
        }
        solve();
    }

    /** Fits a curve to at least 2 points. */
    void fit(double... newPoints) {
        resize(newPoints.length);
        System.arraycopy(newPoints, 0, points, 0, count);
        solve();
    }

    private void resize(int newCount) {
        count = newCount;
        if (points.length < count) {
            points = new double[count];
            curvature = new double[count];
            pivots = new double[count];
        }
    }

    /** Solves, by Thomas's method, {@code c[i-1] + 4 c[i] + c[i+1] = 6 (p[i-1] - 2 p[i] + p[i+1])}, both ends 0. */
    private void solve() {
        curvature[0] = 0;
        pivots[0] = 0;
        for (int i = 1; i < count - 1; i++) {
            double right = 6 * (points[i - 1] - 2 * points[i] + points[i + 1]);
            double pivot = 4 - pivots[i - 1];
            pivots[i] = 1 / pivot;
            curvature[i] = (right - curvature[i - 1]) / pivot;
        }
        curvature[count - 1] = 0;
        for (int i = count - 2; i > 0; i--) {
            curvature[i] -= pivots[i] * curvature[i + 1];
        }
    }

    /** Returns the curve at a fraction of the way from its first point, 0, to its last, 1. */
    double at(double part) {
        double x = part * (count - 1);
        int i = Math.min((int) x, count - 2);
        double b = x - i;
        double a = 1 - b;
        return a * points[i]
                + b * points[i + 1]
                + (a * (a * a - 1) * curvature[i] + b * (b * b - 1) * curvature[i + 1]) / 6;
    }

    /** Returns the curve at step {@code t} of {@code steps} evenly spaced ones. */
    double at(int t, int steps) {
        return at(steps == 1 ? 0 : (double) t / (steps - 1));
    }
}
