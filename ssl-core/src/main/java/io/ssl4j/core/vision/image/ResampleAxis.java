package io.ssl4j.core.vision.image;

/**
 * The weights of a bilinear (triangle) filter along one axis. When shrinking, the triangle is widened by the scale, so
 * that every source sample contributes (antialiasing); when enlarging this is ordinary bilinear interpolation. Pixel
 * centres lie at half integers; at the borders, the weights of the existing samples are rescaled to sum to 1. The same
 * filter as Pillow's {@code BILINEAR} and PyTorch's {@code interpolate(mode="bilinear", antialias=True)}.
 */
final class ResampleAxis {

    private double start;
    private double length;
    private int source;
    private int target;
    private boolean mirrored;
    private double slope;
    private int taps;
    private int low;
    private int high;
    private int[] first = new int[0];
    private int[] count = new int[0];
    private float[] weights = new float[0];

    /**
     * Computes the weights that resample a part of the source to the target; they are kept while no argument changes.
     *
     * @param newStart the start of the part, in source samples
     * @param newLength the length of the part, in source samples
     * @param newSource the number of source samples; those outside the part are used where the filter reaches them
     * @param newTarget the number of samples of the result
     * @param newMirrored whether the result is mirrored, starting at the part's end
     */
    void prepare(double newStart, double newLength, int newSource, int newTarget, boolean newMirrored) {
        if (newStart == start
                && newLength == length
                && newSource == source
                && newTarget == target
                && newMirrored == mirrored) {
            return;
        }
        start = newStart;
        length = newLength;
        source = newSource;
        target = newTarget;
        mirrored = newMirrored;
        double scale = length / target;
        double support = Math.max(scale, 1);
        slope = 1 / support;
        taps = scale > 1 ? (int) Math.ceil(support) * 2 + 1 : 2;
        if (first.length < target) {
            first = new int[target];
            count = new int[target];
        }
        if (weights.length < target * taps) {
            weights = new float[target * taps];
        }
        for (int i = 0; i < target; i++) {
            prepare(mirrored ? target - 1 - i : i, start + scale * (i + 0.5), support);
        }
        int end = target - 1;
        low = mirrored ? first[end] : first[0];
        high = mirrored ? first[0] + count[0] : first[end] + count[end];
    }

    private void prepare(int i, double center, double support) {
        int from = Math.max((int) (center - support + 0.5), 0);
        int to = Math.min((int) (center + support + 0.5), source);
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += triangle((j + 0.5 - center) * slope);
        }
        double scale = 1 / sum;
        int offset = i * taps;
        int used = 1;
        for (int k = 0; k < taps; k++) {
            int j = from + k;
            float weight = j < to ? (float) (triangle((j + 0.5 - center) * slope) * scale) : 0;
            weights[offset + k] = weight;
            used = weight > 0 ? k + 1 : used;
        }
        first[i] = from;
        count[i] = used;
    }

    private static double triangle(double x) {
        return Math.max(0, 1 - Math.abs(x));
    }

    /** The largest number of source samples that contribute to one sample of the result. */
    int taps() {
        return taps;
    }

    /** The first source sample that contributes to a sample of the result. */
    int first(int i) {
        return first[i];
    }

    /** The number of source samples that contribute to a sample of the result. */
    int count(int i) {
        return count[i];
    }

    /** The first source sample that contributes. */
    int low() {
        return low;
    }

    /** One past the last source sample that contributes. */
    int high() {
        return high;
    }

    /**
     * Computes the weighted sum of whole lines.
     *
     * @param lines source line {@code j} is {@code lines[j % taps()]}
     * @param sum may be used for the result
     * @param length the number of floats of a line
     * @return the result: the sum, or the only line that contributes
     */
    float[] sum(int i, float[][] lines, float[] sum, int length) {
        float[] line = lines[first[i] % taps];
        int w = i * taps;
        if (count[i] == 1) {
            return line;
        }
        Lines.sum(line, weights[w], lines[(first[i] + 1) % taps], weights[w + 1], sum, length);
        for (int k = 2; k < count[i]; k++) {
            Lines.addScaled(lines[(first[i] + k) % taps], weights[w + k], sum, length);
        }
        return sum;
    }

    /**
     * Resamples one line of interleaved samples into a plane per channel.
     *
     * @param from starts with the sample {@link #low()}
     * @param to receive the result, starting at {@code offset}
     */
    void line(float[] from, int channels, float[][] to, int offset) {
        if (channels == 3 && taps == 2) {
            line3(from, to[0], to[1], to[2], offset);
        } else if (channels == 3) {
            shrink3(from, to[0], to[1], to[2], offset);
        } else {
            for (int c = 0; c < channels; c++) {
                if (taps == 2) {
                    line2(from, c, channels, to[c], offset);
                } else {
                    line(from, c, channels, to[c], offset);
                }
            }
        }
    }

    private void line3(float[] from, float[] a, float[] b, float[] c, int offset) {
        for (int i = 0; i < target; i++) {
            int s = (first[i] - low) * 3;
            float p = weights[2 * i];
            float q = weights[2 * i + 1];
            a[offset + i] = p * from[s] + q * from[s + 3];
            b[offset + i] = p * from[s + 1] + q * from[s + 4];
            c[offset + i] = p * from[s + 2] + q * from[s + 5];
        }
    }

    private void shrink3(float[] from, float[] a, float[] b, float[] c, int offset) {
        for (int i = 0; i < target; i++) {
            int s = (first[i] - low) * 3;
            int w = i * taps;
            float sumA = 0;
            float sumB = 0;
            float sumC = 0;
            for (int end = w + count[i]; w < end; w++, s += 3) {
                float weight = weights[w];
                sumA += weight * from[s];
                sumB += weight * from[s + 1];
                sumC += weight * from[s + 2];
            }
            a[offset + i] = sumA;
            b[offset + i] = sumB;
            c[offset + i] = sumC;
        }
    }

    private void line2(float[] from, int channel, int channels, float[] to, int offset) {
        for (int i = 0; i < target; i++) {
            int s = (first[i] - low) * channels + channel;
            to[offset + i] = weights[2 * i] * from[s] + weights[2 * i + 1] * from[s + channels];
        }
    }

    private void line(float[] from, int channel, int channels, float[] to, int offset) {
        for (int i = 0; i < target; i++) {
            int s = (first[i] - low) * channels + channel;
            int w = i * taps;
            float sum = 0;
            for (int end = w + count[i]; w < end; w++, s += channels) {
                sum += weights[w] * from[s];
            }
            to[offset + i] = sum;
        }
    }
}
