package io.ssl4j.core.series.floor;

import io.ssl4j.core.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One random convolution of ROCKET. Value t of its output is
 *
 * <pre>  bias + sum over its channels c and taps j of weight[c, j] x[c, t - padding + j * dilation]</pre>
 *
 * with x zero outside the series, for every t at which the kernel lies within the padded series.
 *
 * @param length the number of taps, odd
 * @param dilation time steps from tap to tap, at least 1
 * @param padded whether the series is padded by half the kernel's span on either side, so that the output is as long as
 *     the series
 * @param bias added to every output
 * @param channels the channels that are read
 * @param weights {@code length} for each of these channels, one channel after the other, each with mean 0
 */
record RandomKernel(int length, int dilation, boolean padded, float bias, int[] channels, float[] weights) {

    private static final int[] LENGTHS = {7, 9, 11};

    /**
     * Draws a kernel.
     *
     * @param channels the number of channels of the series
     * @param shortest the length that limits the dilation of a kernel without padding
     * @param longest the length that limits the dilation of a kernel with padding
     */
    static RandomKernel draw(RandomStream random, int channels, int shortest, int longest) {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        boolean padded = random.chance(0.5);
        int dilation = dilation(random.nextDouble(), length, padded ? longest : shortest);
        float bias = random.uniform(-1, 1);
        int[] picked = channels(random, channels, length);
        float[] weights = new float[picked.length * length];
        for (int from = 0; from < weights.length; from += length) {
            drawCentred(random, weights, from, length);
        }
        return new RandomKernel(length, dilation, padded, bias, picked, weights);
    }

    /**
     * {@code 2^(u log2((steps - 1) / (length - 1)))}, rounded down, at least 1, so that the kernel is not longer than
     * the series.
     */
    private static int dilation(double u, int length, int steps) {
        double largest = (steps - 1.0) / (length - 1);
        return largest <= 1 ? 1 : (int) StrictMath.exp(u * StrictMath.log(largest));
    }

    /**
     * Draws {@code 2^U(0, log2(min(channels, length) + 1))} channels, rounded down, as in the reference code for
     * several channels.
     */
    private static int[] channels(RandomStream random, int channels, int length) {
        int[] all = IntStream.range(0, channels).toArray();
        int most = Math.min(channels, length);
        int count = (int) StrictMath.exp(random.nextDouble() * StrictMath.log(most + 1));
        random.shuffle(all);
        return Arrays.copyOf(all, Math.max(1, Math.min(most, count)));
    }

    private static void drawCentred(RandomStream random, float[] weights, int from, int length) {
        double[] normal = new double[length];
        Arrays.setAll(normal, j -> random.nextGaussian());
        double mean = Arrays.stream(normal).sum() / length;
        for (int j = 0; j < length; j++) {
            weights[from + j] = (float) (normal[j] - mean);
        }
    }

    /**
     * Convolves a series and writes the fraction of positive outputs and the largest output.
     *
     * @param values channel after channel, {@code steps} each
     * @param output scratch memory of at least {@code steps} floats
     */
    void apply(float[] values, int steps, float[] output, float[] target, int at) {
        int span = (length - 1) * dilation;
        // A kernel that is longer than the series would have no output: such a series is padded.
        int padding = padded || span >= steps ? span / 2 : 0;
        int count = steps + 2 * padding - span;
        Arrays.fill(output, 0, count, bias);
        for (int c = 0; c < channels.length; c++) {
            for (int j = 0; j < length; j++) {
                int shift = j * dilation - padding;
                int from = Math.max(0, -shift);
                int to = Math.min(count, steps - shift);
                addScaled(output, from, to, weights[c * length + j], values, channels[c] * steps + shift);
            }
        }
        summarise(output, count, target, at);
    }

    private static void addScaled(float[] output, int from, int to, float weight, float[] values, int shift) {
        for (int t = from; t < to; t++) {
            output[t] += weight * values[shift + t];
        }
    }

    private static void summarise(float[] output, int count, float[] target, int at) {
        int positive = 0;
        float largest = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < count; t++) {
            positive += output[t] > 0 ? 1 : 0;
            largest = Math.max(largest, output[t]);
        }
        target[at] = (float) positive / count;
        target[at + 1] = largest;
    }
}
