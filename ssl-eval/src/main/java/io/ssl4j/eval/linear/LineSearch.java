package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.RowMath;

/**
 * Finds a step length that satisfies the strong Wolfe conditions, by bracketing and cubic interpolation (Nocedal and
 * Wright 2006, "Numerical optimization", algorithms 3.5 and 3.6). If the decrease is below rounding errors, it is
 * judged only by the slope (after Hager and Zhang 2005, "A new conjugate gradient method with guaranteed descent").
 */
final class LineSearch {

    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MAX_TRIALS = 30;

    private final Objective objective;

    LineSearch(Objective objective) {
        this.objective = objective;
    }

    /** A trial step: step length, value, slope along the direction, point and gradient there. */
    record Trial(double step, double value, double slope, double[] point, double[] gradient) {}

    /**
     * Searches along a descent direction.
     *
     * @param start the trial of step 0
     * @param direction with {@code start.slope() < 0}
     * @param firstStep the step to try first
     * @return the accepted trial, or null if no step could be found
     */
    Trial search(Trial start, double[] direction, double firstStep) {
        double noise = objective.valueNoise() * Math.abs(start.value());
        Trial low = start;
        Trial high = null;
        double step = firstStep;
        for (int trial = 0; trial < MAX_TRIALS; trial++) {
            Trial next = evaluate(start.point(), direction, step);
            boolean tooHigh = !(next.value() <= start.value() + SUFFICIENT_DECREASE * step * start.slope() + noise)
                    || next.value() > low.value() + noise;
            if (!tooHigh && Math.abs(next.slope()) <= -CURVATURE * start.slope()) {
                return next;
            }
            if (tooHigh) {
                high = next;
            } else if (high == null) {
                if (next.slope() >= 0) {
                    high = low;
                }
                low = next;
            } else {
                if (next.slope() * (high.step() - low.step()) >= 0) {
                    high = low;
                }
                low = next;
            }
            step = high == null ? 2 * step : between(low, high);
            if (high != null && Math.abs(high.step() - low.step()) <= 1e-12 * Math.max(low.step(), high.step())) {
                break;
            }
        }
        return low == start ? null : low;
    }

    Trial evaluate(double[] from, double[] direction, double step) {
        double[] point = new double[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = from[i] + step * direction[i];
        }
        double[] gradient = new double[from.length];
        double value = objective.evaluate(point, gradient);
        return new Trial(step, value, RowMath.dot(gradient, direction), point, gradient);
    }

    /** Returns the minimiser of the cubic through both trials, kept away from the ends of the bracket. */
    private static double between(Trial a, Trial b) {
        double middle = (a.step() + b.step()) / 2;
        if (!Double.isFinite(b.value()) || !Double.isFinite(b.slope())) {
            return middle;
        }
        double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step() - b.step());
        double radicand = d1 * d1 - a.slope() * b.slope();
        if (!(radicand >= 0)) {
            return middle;
        }
        double d2 = Math.signum(b.step() - a.step()) * Math.sqrt(radicand);
        double step = b.step() - (b.step() - a.step()) * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
        double margin = 0.1 * Math.abs(b.step() - a.step());
        double lowest = Math.min(a.step(), b.step()) + margin;
        double highest = Math.max(a.step(), b.step()) - margin;
        return Double.isNaN(step) ? middle : Math.max(lowest, Math.min(highest, step));
    }
}
