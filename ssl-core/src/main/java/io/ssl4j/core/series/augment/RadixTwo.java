package io.ssl4j.core.series.augment;

/**
 * Computes the discrete Fourier transform of power-of-two length, in place, without a factor. With both arrays swapped,
 * it computes the inverse.
 */
final class RadixTwo {

    private int size;
    private double[] cosines = new double[0];
    private double[] sines = new double[0];

    void prepare(int newSize) {
        if (newSize == size) {
            return;
        }
        size = newSize;
        int half = Math.max(1, size / 2);
        if (cosines.length < half) {
            cosines = new double[half];
            sines = new double[half];
        }
        for (int k = 0; k < half; k++) {
            cosines[k] = StrictMath.cos(2 * Math.PI * k / size);
            sines[k] = -StrictMath.sin(2 * Math.PI * k / size);
        }
    }

    int size() {
        return size;
    }

    void transform(double[] re, double[] im) {
        reverseBits(re, im);
        for (int span = 1; span < size; span *= 2) {
            int stride = size / (2 * span);
            for (int start = 0; start < size; start += 2 * span) {
                for (int k = 0; k < span; k++) {
                    butterfly(re, im, start + k, start + k + span, k * stride);
                }
            }
        }
    }

    private void butterfly(double[] re, double[] im, int a, int b, int turn) {
        double real = re[b] * cosines[turn] - im[b] * sines[turn];
        double imaginary = re[b] * sines[turn] + im[b] * cosines[turn];
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
    }

    private void reverseBits(double[] re, double[] im) {
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j |= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double held = values[i];
        values[i] = values[j];
        values[j] = held;
    }
}
