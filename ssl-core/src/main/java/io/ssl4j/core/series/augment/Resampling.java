package io.ssl4j.core.series.augment;

/** Linear interpolation in time, which preserves the first and the last step. */
final class Resampling {

    private Resampling() {}

    /** Returns the value at a position between the first step, 0, and the last, {@code steps - 1}. */
    static float at(float[] values, int from, int steps, double position) {
        int before = Math.min(Math.max((int) position, 0), steps - 1);
        if (before == steps - 1) {
            return values[from + before];
        }
        double part = position - before;
        return (float) ((1 - part) * values[from + before] + part * values[from + before + 1]);
    }

    /**
     * Resamples to another number of steps. Fewer steps are averages with triangular weights as wide as the new
     * spacing, to avoid aliasing.
     */
    static void stretch(float[] values, int from, int steps, float[] target, int targetFrom, int targetSteps) {
        if (targetSteps == 1) {
            target[targetFrom] = average(values, from, steps, (steps - 1) / 2.0, (steps + 1) / 2.0);
            return;
        }
        double spacing = (steps - 1.0) / (targetSteps - 1);
        for (int t = 0; t < targetSteps; t++) {
            double position = t * (steps - 1.0) / (targetSteps - 1);
            target[targetFrom + t] =
                    spacing > 1 ? average(values, from, steps, position, spacing) : at(values, from, steps, position);
        }
    }

    private static float average(float[] values, int from, int steps, double position, double reach) {
        int first = Math.max(0, (int) Math.floor(position - reach) + 1);
        int last = Math.min(steps - 1, (int) Math.ceil(position + reach) - 1);
        double sum = 0;
        double weights = 0;
        for (int i = first; i <= last; i++) {
            double weight = 1 - Math.abs(i - position) / reach;
            sum += weight * values[from + i];
            weights += weight;
        }
        return (float) (sum / weights);
    }
}
