package io.ssl4j.core.data;

/**
 * The weights of a bilinear (triangle) filter along one axis. When shrinking, the triangle is widened by the scale, so
 * that every source sample counts (antialiasing); when enlarging this is ordinary bilinear interpolation. Pixel centres
 * lie at half integers; at the borders the weights of the samples that exist are scaled to sum 1. The same filter as
 * Pillow's {@code BILINEAR} and PyTorch's {@code interpolate(mode="bilinear", antialias=True)}.
 */
final class ResampleAxis {

    private double start;
    private double length;
    private int source;
    private int target;
    private int taps;
    private int[] first = new int[0];
    private int[] count = new int[0];
    private float[] weights = new float[0];

    /**
     * Computes the weights that bring a part of the source to the target; kept while all four stay the same.
     *
     * @param newStart where the part begins, in source samples
     * @param newLength length of the part, in source samples
     * @param newSource samples of the source; those beside the part count where the filter reaches them
     * @param newTarget samples of the result
     */
    void prepare(double newStart, double newLength, int newSource, int newTarget) {
        if (newStart == start && newLength == length && newSource == source && newTarget == target) {
            return;
        }
        start = newStart;
        length = newLength;
        source = newSource;
        target = newTarget;
        double scale = length / target;
        double support = Math.max(scale, 1);
        taps = (int) Math.ceil(support) * 2 + 1;
        if (first.length < target) {
            first = new int[target];
            count = new int[target];
        }
        if (weights.length < target * taps) {
            weights = new float[target * taps];
        }
        for (int i = 0; i < target; i++) {
            prepare(i, start + scale * (i + 0.5), support);
        }
    }

    private void prepare(int i, double center, double support) {
        int low = Math.max((int) (center - support + 0.5), 0);
        int high = Math.min((int) (center + support + 0.5), source);
        double sum = 0;
        for (int j = low; j < high; j++) {
            sum += triangle((j + 0.5 - center) / support);
        }
        for (int j = low; j < high; j++) {
            weights[i * taps + j - low] = (float) (triangle((j + 0.5 - center) / support) / sum);
        }
        int used = high - low;
        while (used > 1 && weights[i * taps + used - 1] == 0) {
            used--;
        }
        first[i] = low;
        count[i] = used;
    }

    /** The first source sample that counts. */
    int low() {
        return first[0];
    }

    /** One beyond the last source sample that counts. */
    int high() {
        return first[target - 1] + count[target - 1];
    }

    private static double triangle(double x) {
        return Math.max(0, 1 - Math.abs(x));
    }

    /** Resamples one line of interleaved samples. */
    void line(float[] from, int channels, float[] to, int offset) {
        switch (channels) {
            case 1 -> line1(from, to, offset);
            case 3 -> line3(from, to, offset);
            default -> lineN(from, channels, to, offset);
        }
    }

    private void line1(float[] from, float[] to, int offset) {
        for (int i = 0; i < target; i++) {
            int s = first[i];
            int w = i * taps;
            float sum = 0;
            for (int end = w + count[i]; w < end; w++, s++) {
                sum += weights[w] * from[s];
            }
            to[offset + i] = sum;
        }
    }

    private void line3(float[] from, float[] to, int offset) {
        int o = offset;
        for (int i = 0; i < target; i++) {
            int s = first[i] * 3;
            int w = i * taps;
            float a = 0;
            float b = 0;
            float c = 0;
            for (int end = w + count[i]; w < end; w++, s += 3) {
                float weight = weights[w];
                a += weight * from[s];
                b += weight * from[s + 1];
                c += weight * from[s + 2];
            }
            to[o] = a;
            to[o + 1] = b;
            to[o + 2] = c;
            o += 3;
        }
    }

    private void lineN(float[] from, int channels, float[] to, int offset) {
        for (int i = 0; i < target; i++) {
            for (int c = 0; c < channels; c++) {
                int s = first[i] * channels + c;
                int w = i * taps;
                float sum = 0;
                for (int end = w + count[i]; w < end; w++, s += channels) {
                    sum += weights[w] * from[s];
                }
                to[offset + i * channels + c] = sum;
            }
        }
    }

    /** Resamples across lines of {@code size} floats each: output line {@code i} is a weighted sum of whole lines. */
    void lines(float[] from, int size, float[] to) {
        for (int i = 0; i < target; i++) {
            int offset = i * size;
            Lines.scaled(from, first[i] * size, weights[i * taps], to, offset, size);
            for (int k = 1; k < count[i]; k++) {
                Lines.addScaled(from, (first[i] + k) * size, weights[i * taps + k], to, offset, size);
            }
        }
    }
}
