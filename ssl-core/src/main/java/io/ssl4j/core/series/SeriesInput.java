package io.ssl4j.core.series;

import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.numerics.Require;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The input of a series encoder: rows {@code [1, length, channels]}, which are images of height 1. Shorter series are
 * padded with zeros after normalisation and have a mask, so that padding changes nothing.
 *
 * @param channels values per time step
 * @param length the time steps of a row: the length of the longest series that fits
 * @param variable whether series may be shorter; every row then has a mask
 * @param normalization the normalisation of the values
 * @param mean per channel; only used by {@link SeriesNormalization#PER_CHANNEL}, else zeros
 * @param deviation per channel, above 0; only used by {@link SeriesNormalization#PER_CHANNEL}, else ones
 */
public record SeriesInput(
        int channels, int length, boolean variable, SeriesNormalization normalization, float[] mean, float[] deviation)
        implements EncoderInput<Series> {

    /** The kind in encoder files. */
    public static final String KIND = "series";

    /** The name of the row. */
    public static final String ROW = "series";

    /** The most series that are looked at to find out how many do not fit. */
    private static final int MOST_CHECKED = 1000;

    /** The time axis of a row. */
    public static final int TIME_AXIS = 1;

    /** The deviation below which a channel counts as constant and is not scaled: anything smaller is rounding error. */
    private static final double SMALLEST_DEVIATION = 1e-8;

    public SeriesInput {
        if (channels < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "a series input needs at least 1 channel and 1 time step, got " + channels + " x " + length);
        }
        Objects.requireNonNull(normalization, "normalization");
        Require.normalization(channels, mean, deviation);
        mean = mean.clone();
        deviation = deviation.clone();
    }

    /** Makes an input of one length, normalised per series. */
    public static SeriesInput of(int channels, int length) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return new SeriesInput(channels, length, false, SeriesNormalization.PER_SERIES, new float[channels], ones);
    }

    /** Makes the input for a data set, normalised per series; masked if the lengths of its series differ. */
    public static SeriesInput of(Dataset<Series> data) {
        return of(data, SeriesNormalization.PER_SERIES);
    }

    /**
     * Makes the input for a data set: its channels, its longest series, and for {@link SeriesNormalization#PER_CHANNEL}
     * the mean and deviation of each channel over all values.
     *
     * @throws IllegalArgumentException if the data set is empty or its series differ in channels; the message names the
     *     first that does
     */
    public static SeriesInput of(Dataset<Series> data, SeriesNormalization normalization) {
        SeriesStatistics statistics = SeriesStatistics.of(data);
        SeriesInput input = of(statistics.channels(), statistics.longest())
                .withVariable(statistics.shortest() != statistics.longest());
        if (normalization != SeriesNormalization.PER_CHANNEL) {
            return input.withNormalization(normalization);
        }
        float[] mean = new float[input.channels];
        float[] deviation = new float[input.channels];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) statistics.mean()[c];
            deviation[c] = statistics.deviation()[c] > SMALLEST_DEVIATION
                    ? (float) statistics.deviation()[c]
                    : 1;
        }
        return new SeriesInput(input.channels, input.length, input.variable, normalization, mean, deviation);
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    /** Returns this input with another length of rows. */
    public SeriesInput withLength(int newLength) {
        return new SeriesInput(channels, newLength, variable, normalization, mean, deviation);
    }

    /** Returns this input with or without masks for shorter series. */
    public SeriesInput withVariable(boolean newVariable) {
        return new SeriesInput(channels, length, newVariable, normalization, mean, deviation);
    }

    /**
     * Returns this input with another normalisation that needs no statistics.
     *
     * @throws IllegalArgumentException for {@link SeriesNormalization#PER_CHANNEL}; use {@link #of(Dataset,
     *     SeriesNormalization)} or the constructor
     */
    public SeriesInput withNormalization(SeriesNormalization newNormalization) {
        if (newNormalization == SeriesNormalization.PER_CHANNEL) {
            throw new IllegalArgumentException("normalisation per channel needs the statistics of a data set; use"
                    + " SeriesInput.of(data, PER_CHANNEL)");
        }
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return new SeriesInput(channels, length, variable, newNormalization, new float[channels], ones);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Series> sampleType() {
        return Series.class;
    }

    @Override
    public List<ViewSpec> rows() {
        return List.of(row(ROW, 1));
    }

    /** Returns the row of this input as a view with a number of copies per sample. */
    public ViewSpec row(String view, int copies) {
        return variable
                ? ViewSpec.masked(view, copies, TIME_AXIS, 1, length, channels)
                : ViewSpec.of(view, copies, 1, length, channels);
    }

    /** Looks at more than the first series only if that one does not fit. */
    @Override
    public void check(Dataset<Series> data) {
        if (data.size() == 0 || problem(data, 0).isEmpty()) {
            return;
        }
        int looked = Math.min(data.size(), MOST_CHECKED);
        long misfits = IntStream.range(0, looked)
                .filter(i -> problem(data, i).isPresent())
                .count();
        throw new IllegalArgumentException((misfits == looked ? "none of the " : misfits + " of the ")
                + (looked < data.size() ? "first " : "") + looked + " series "
                + (misfits == looked ? "fits the encoder: " : "do not fit the encoder: ")
                + problem(data, 0).orElseThrow());
    }

    /** Whoever reads a series that cannot be read says so. */
    private Optional<String> problem(Dataset<Series> data, int index) {
        Series series;
        try {
            series = data.get(index);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        try {
            requireFits(series);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void write(Series sample, ViewSlot slot) {
        requireFits(sample);
        float[] values = new float[sample.length() * channels];
        for (int c = 0; c < channels; c++) {
            sample.copyChannel(c, values, c * sample.length());
        }
        normalize(values, sample.length());
        writeRow(values, sample.length(), slot, ROW, 0);
    }

    /**
     * Requires a series to fit into a row.
     *
     * @throws IllegalArgumentException if its channels differ, or it is longer than a row, or shorter and rows have no
     *     mask
     */
    public void requireFits(Series sample) {
        if (sample.channels() != channels) {
            throw new IllegalArgumentException("every series must have the " + channels
                    + " channels of the encoder's input, got one of " + sample
                    + "; build the encoder for this data set, or choose the same channels");
        }
        if (sample.length() > length || (!variable && sample.length() < length)) {
            throw new IllegalArgumentException("every series must have " + (variable ? "at most " : "") + length
                    + " time steps, got one of " + sample + "; cut it into windows of this length, or build the"
                    + " encoder with input.withLength(" + Math.max(length, sample.length()) + ")"
                    + (variable ? "" : " or input.withVariable(true)"));
        }
    }

    /**
     * Normalises values in place.
     *
     * @param values channel after channel, {@code steps} values each
     */
    public void normalize(float[] values, int steps) {
        for (int c = 0; c < channels; c++) {
            switch (normalization) {
                case NONE -> {}
                case PER_CHANNEL -> shiftAndScale(values, c * steps, steps, mean[c], deviation[c]);
                case PER_SERIES -> normalizeByItself(values, c * steps, steps);
            }
        }
    }

    private static void normalizeByItself(float[] values, int from, int steps) {
        double sum = 0;
        for (int i = from; i < from + steps; i++) {
            sum += values[i];
        }
        double average = sum / steps;
        double squares = 0;
        for (int i = from; i < from + steps; i++) {
            squares += (values[i] - average) * (values[i] - average);
        }
        double spread = Math.sqrt(squares / steps);
        shiftAndScale(values, from, steps, average, spread > SMALLEST_DEVIATION ? spread : 1);
    }

    private static void shiftAndScale(float[] values, int from, int steps, double average, double spread) {
        for (int i = from; i < from + steps; i++) {
            values[i] = (float) ((values[i] - average) / spread);
        }
    }

    /**
     * Writes normalised values as a row: time after time, zeros after the end, and the mask if rows have one.
     *
     * @param values channel after channel, {@code steps} values each
     */
    public void writeRow(float[] values, int steps, ViewSlot slot, String view, int copy) {
        FloatBuffer row = slot.row(view, copy);
        for (int t = 0; t < steps; t++) {
            for (int c = 0; c < channels; c++) {
                row.put(values[c * steps + t]);
            }
        }
        while (row.hasRemaining()) {
            row.put(0);
        }
        if (variable) {
            FloatBuffer mask = slot.mask(view, copy);
            for (int t = 0; t < length; t++) {
                mask.put(t < steps ? 1 : 0);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesInput o
                && channels == o.channels
                && length == o.length
                && variable == o.variable
                && normalization == o.normalization
                && Arrays.equals(mean, o.mean)
                && Arrays.equals(deviation, o.deviation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                channels, length, variable, normalization, Arrays.hashCode(mean), Arrays.hashCode(deviation));
    }

    @Override
    public String describe() {
        return toString();
    }

    /** "3 channels x 100 time steps, normalised per series". */
    @Override
    public String toString() {
        String scale =
                switch (normalization) {
                    case NONE -> "not normalised";
                    case PER_SERIES -> "normalised per series";
                    case PER_CHANNEL ->
                        "normalised per channel, mean " + Arrays.toString(mean) + ", deviation "
                                + Arrays.toString(deviation);
                };
        return channels + (channels == 1 ? " channel x " : " channels x ") + (variable ? "up to " : "") + length
                + " time steps, " + scale;
    }
}
