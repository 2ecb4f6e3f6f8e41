package io.ssl4j.core.series;

import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.SampleContent;
import java.util.Arrays;

/**
 * A recording: finite values of one or more channels at evenly spaced times. Immutable. A {@link #window} shares the
 * memory of the whole.
 *
 * <pre>{@code
 * Series ecg = Series.of(millivolts);                 // one channel
 * Series motion = Series.of(x, y, z);                 // three channels of one length
 * }</pre>
 */
public final class Series implements SampleContent {

    private final float[] values;
    private final int offset;
    private final int stride;
    private final int channels;
    private final int length;

    /** Channel {@code c} at time {@code t} is {@code values[offset + c * stride + t]}. */
    private Series(float[] values, int offset, int stride, int channels, int length) {
        this.values = values;
        this.offset = offset;
        this.stride = stride;
        this.channels = channels;
        this.length = length;
    }

    /**
     * Makes a series of the given channels. The values are copied.
     *
     * @param channels at least one, all of the same length, at least 1 value each, all finite
     * @throws IllegalArgumentException otherwise; the message names the first offending channel and time
     */
    public static Series of(float[]... channels) {
        if (channels.length < 1 || channels[0].length < 1) {
            throw new IllegalArgumentException("a series needs at least 1 channel and 1 time step, got "
                    + (channels.length < 1 ? "no channel" : "a channel without values"));
        }
        int length = channels[0].length;
        float[] values = new float[Math.multiplyExact(channels.length, length)];
        for (int c = 0; c < channels.length; c++) {
            if (channels[c].length != length) {
                throw new IllegalArgumentException(
                        "all channels of a series must have the same length, but channel 0 has " + length
                                + " values and channel " + c + " has " + channels[c].length);
            }
            System.arraycopy(channels[c], 0, values, c * length, length);
        }
        return wrap(values, channels.length);
    }

    /**
     * Makes a series on top of an array that is not copied and must not change afterwards.
     *
     * @param values channel after channel, each {@code values.length / channels} finite values
     * @throws IllegalArgumentException if the array cannot be divided evenly, or holds a value that is not finite
     */
    public static Series wrap(float[] values, int channels) {
        if (channels < 1 || values.length < channels || values.length % channels != 0) {
            throw new IllegalArgumentException(
                    "the values of a series must be a multiple of its channels (at least 1), got " + values.length
                            + " values for " + channels + " channels");
        }
        int length = values.length / channels;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("the values of a series must be finite, got " + values[i]
                        + " in channel " + i / length + " at time " + i % length
                        + "; interpolate missing values when reading, or leave the series out");
            }
        }
        return new Series(values, 0, length, channels, length);
    }

    /** The number of values at each time. */
    public int channels() {
        return channels;
    }

    /** The number of time steps. */
    public int length() {
        return length;
    }

    /** Returns the value of a channel at a time, both counted from 0. */
    public float value(int channel, int time) {
        if (channel < 0 || channel >= channels || time < 0 || time >= length) {
            throw new IndexOutOfBoundsException(
                    "the series has " + this + ", got channel " + channel + ", time " + time);
        }
        return values[offset + channel * stride + time];
    }

    /**
     * Copies one channel.
     *
     * @param target with at least {@link #length} floats, starting at {@code from}
     */
    public void copyChannel(int channel, float[] target, int from) {
        System.arraycopy(values, offset + channel * stride, target, from, length);
    }

    /** Returns a copy of the values of one channel. */
    public float[] channel(int channel) {
        float[] copy = new float[length];
        copyChannel(channel, copy, 0);
        return copy;
    }

    /**
     * Returns a part in time. Nothing is copied.
     *
     * @throws IndexOutOfBoundsException if the part is empty or does not lie within the series
     */
    public Series window(int from, int windowLength) {
        if (from < 0 || windowLength < 1 || from > length - windowLength) {
            throw new IndexOutOfBoundsException("a window must lie within the " + length + " time steps, got "
                    + windowLength + " steps from " + from);
        }
        return new Series(values, offset + from, stride, channels, windowLength);
    }

    /** Returns whether both hold the same values. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Series o) || channels != o.channels || length != o.length) {
            return false;
        }
        for (int c = 0; c < channels; c++) {
            int mine = offset + c * stride;
            int theirs = o.offset + c * o.stride;
            if (!Arrays.equals(values, mine, mine + length, o.values, theirs, theirs + length)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 31 * channels + length;
        for (int c = 0; c < channels; c++) {
            for (int t = 0; t < length; t++) {
                hash = 31 * hash + Float.floatToIntBits(values[offset + c * stride + t]);
            }
        }
        return hash;
    }

    /** "3 channels x 100 time steps". */
    @Override
    public String toString() {
        return channels
                + (channels == 1 ? " channel x " : " channels x ")
                + length
                + (length == 1 ? " time step" : " time steps");
    }

    @Override
    public void addTo(ContentHash hash) {
        hash.add(channels, length);
        for (int c = 0; c < channels; c++) {
            hash.add(channel(c));
        }
    }
}
