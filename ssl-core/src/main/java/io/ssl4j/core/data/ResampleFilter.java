package io.ssl4j.core.data;

/**
 * The weights of a triangle filter along one axis. When an image shrinks, the triangle is as wide as the scale, so that
 * every source sample counts; when it grows, this is linear interpolation. Pixel centres lie at half integers.
 */
final class ResampleFilter {

    private final int[] first;
    private final float[][] weights;

    private ResampleFilter(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * @param start where the region begins, in source samples
     * @param length length of the region, in source samples
     * @param source samples of the source
     * @param target samples of the result
     */
    static ResampleFilter of(double start, double length, int source, int target) {
        double scale = length / target;
        double support = Math.max(scale, 1);
        int[] first = new int[target];
        float[][] weights = new float[target][];
        for (int i = 0; i < target; i++) {
            double center = start + (i + 0.5) * scale;
            int low = clamp((int) Math.floor(center - support + 0.5), source - 1);
            int high = Math.max(low + 1, clamp((int) Math.floor(center + support + 0.5), source));
            double[] raw = new double[high - low];
            double sum = 0;
            for (int k = 0; k < raw.length; k++) {
                raw[k] = Math.max(0, 1 - Math.abs(low + k + 0.5 - center) / support);
                sum += raw[k];
            }
            first[i] = low;
            weights[i] = new float[raw.length];
            for (int k = 0; k < raw.length; k++) {
                weights[i][k] = (float) (raw[k] / sum);
            }
        }
        return new ResampleFilter(first, weights);
    }

    private static int clamp(int value, int high) {
        return Math.max(0, Math.min(high, value));
    }

    int first(int target) {
        return first[target];
    }

    int taps(int target) {
        return weights[target].length;
    }

    float weight(int target, int tap) {
        return weights[target][tap];
    }
}
