package io.ssl4j.core.series.augment;

import io.ssl4j.core.series.Series;
import java.util.Arrays;

/**
 * A series that operations change in place: values channel after channel, without gaps. It is reused for every sample
 * and grows to the largest. Not safe for use by several threads at once.
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
     * Copies a series into the buffer.
     *
     * @param newRowSteps the number of steps to which operations that set the length resize the series, at least 1
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

    /** The number of values per time step. */
    public int channels() {
        return channels;
    }

    /** The current number of time steps. */
    public int steps() {
        return steps;
    }

    /** The number of time steps to which operations that set the length resize the series. */
    public int rowSteps() {
        return rowSteps;
    }

    /** The values: channel {@code c} at time {@code t} at {@code c * steps() + t}. Anything after them is undefined. */
    public float[] values() {
        return values;
    }

    /**
     * A second array, for a result that cannot be computed in place; its content is undefined. Call {@link #replace}
     * once it is filled.
     *
     * @param newSteps the number of steps that it must have room for
     */
    public float[] spare(int newSteps) {
        spare = grown(spare, channels * newSteps);
        return spare;
    }

    /**
     * Makes the spare array the current values, with channel {@code c} at time {@code t} at {@code c * newSteps + t}.
     */
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

    /** Returns a series of the same values. */
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
