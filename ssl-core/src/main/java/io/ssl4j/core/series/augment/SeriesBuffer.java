package io.ssl4j.core.series.augment;

import io.ssl4j.core.series.Series;
import java.util.Arrays;

/**
 * A series that operations work on in place: values channel after channel, without a gap. It is reused for sample after
 * sample and grows to the largest. Not safe for use by several threads at once.
 */
public final class SeriesBuffer {

    private float[] values = new float[0];
    private float[] spare = new float[0];
    private int channels;
    private int steps;
    private int rowSteps;

    private final SmoothCurve curve = new SmoothCurve();
    private final Fourier fourier = new Fourier();
    private final Choice choice = new Choice();

    /**
     * Takes a copy of a series.
     *
     * @param newRowSteps the steps that operations which set the length bring the series to, at least 1
     */
    public void load(Series series, int newRowSteps) {
        channels = series.channels();
        steps = series.length();
        rowSteps = newRowSteps;
        values = grown(values, channels * steps);
        for (int c = 0; c < channels; c++) {
            series.copyChannel(c, values, c * steps);
        }
    }

    /** Values per time step. */
    public int channels() {
        return channels;
    }

    /** Time steps that the series has now. */
    public int steps() {
        return steps;
    }

    /** Time steps that operations which set the length bring the series to. */
    public int rowSteps() {
        return rowSteps;
    }

    /**
     * The values: channel {@code c} at time {@code t} at {@code c * steps() + t}. What lies behind them is undefined.
     */
    public float[] values() {
        return values;
    }

    /**
     * A second array, for a result that cannot be made in place; its content is undefined. Give it to {@link #replace}
     * once it is filled.
     *
     * @param newSteps the steps that it shall have room for
     */
    public float[] spare(int newSteps) {
        spare = grown(spare, channels * newSteps);
        return spare;
    }

    /** Makes the spare array the values, channel {@code c} at time {@code t} at {@code c * newSteps + t}. */
    public void replace(int newSteps) {
        if (newSteps < 1 || spare.length < channels * newSteps) {
            throw new IllegalArgumentException("a series needs at least 1 step and a spare array that holds them, got "
                    + newSteps + " steps; call spare(" + newSteps + ") and fill it first");
        }
        float[] held = values;
        values = spare;
        spare = held;
        steps = newSteps;
    }

    /** A series of the same values. */
    public Series toSeries() {
        return Series.wrap(Arrays.copyOf(values, channels * steps), channels);
    }

    SmoothCurve curve() {
        return curve;
    }

    Fourier fourier() {
        return fourier;
    }

    Choice choice() {
        return choice;
    }

    private static float[] grown(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
