package io.ssl4j.core.series.augment;

import java.util.Arrays;

/**
 * Computes the discrete Fourier transform of any length, in double: Cooley and Tukey's method for powers of two (1965,
 * "An algorithm for the machine calculation of complex Fourier series"), Bluestein's for others (1970, "A linear
 * filtering approach to the computation of discrete Fourier transform"), which is a convolution of power-of-two length.
 * Reuses its arrays; not safe for use by several threads at once.
 */
final class Fourier {

    private final RadixTwo radix = new RadixTwo();
    private int length;
    private boolean direct;
    private double[] real = new double[0];
    private double[] imaginary = new double[0];

    /** Bluestein's chirp {@code exp(-i pi k^2 / n)}, and the transform of its conjugate. */
    private double[] chirpReal = new double[0];

    private double[] chirpImaginary = new double[0];
    private double[] filterReal = new double[0];
    private double[] filterImaginary = new double[0];

    /** Makes the tables for a length, unless they exist. */
    void prepare(int newLength) {
        if (newLength == length) {
            return;
        }
        length = newLength;
        direct = Integer.bitCount(length) == 1;
        int size = direct ? length : Integer.highestOneBit(2 * length - 1) * 2;
        radix.prepare(size);
        if (real.length < size) {
            real = new double[size];
            imaginary = new double[size];
            chirpReal = new double[size];
            chirpImaginary = new double[size];
            filterReal = new double[size];
            filterImaginary = new double[size];
        }
        if (!direct) {
            prepareChirp(size);
        }
    }

    private void prepareChirp(int size) {
        Arrays.fill(filterReal, 0, size, 0);
        Arrays.fill(filterImaginary, 0, size, 0);
        for (int k = 0; k < length; k++) {
            double angle = Math.PI * ((long) k * k % (2L * length)) / length;
            chirpReal[k] = StrictMath.cos(angle);
            chirpImaginary[k] = -StrictMath.sin(angle);
            int mirrored = k == 0 ? 0 : size - k;
            filterReal[k] = chirpReal[k];
            filterReal[mirrored] = chirpReal[k];
            filterImaginary[k] = -chirpImaginary[k];
            filterImaginary[mirrored] = -chirpImaginary[k];
        }
        radix.transform(filterReal, filterImaginary);
    }

    /** Loads real values. */
    void load(float[] values, int from) {
        for (int t = 0; t < length; t++) {
            real[t] = values[from + t];
            imaginary[t] = 0;
        }
    }

    /** Stores the real parts. */
    void store(float[] values, int from) {
        for (int t = 0; t < length; t++) {
            values[from + t] = (float) real[t];
        }
    }

    /** Sets a bin of a real series and its mirror image to zero. */
    void drop(int bin) {
        int mirrored = (length - bin) % length;
        real[bin] = 0;
        imaginary[bin] = 0;
        real[mirrored] = 0;
        imaginary[mirrored] = 0;
    }

    double real(int bin) {
        return real[bin];
    }

    double imaginary(int bin) {
        return imaginary[bin];
    }

    /** Transforms values to bins, without a factor. */
    void forward() {
        if (direct) {
            radix.transform(real, imaginary);
        } else {
            chirpTransform();
        }
    }

    /** Transforms bins back to values: the conjugate of the transform of the conjugate, divided by the length. */
    void backward() {
        for (int k = 0; k < length; k++) {
            imaginary[k] = -imaginary[k];
        }
        forward();
        for (int t = 0; t < length; t++) {
            real[t] /= length;
            imaginary[t] /= -length;
        }
    }

    private void chirpTransform() {
        int size = radix.size();
        multiply(chirpReal, chirpImaginary, length);
        Arrays.fill(real, length, size, 0);
        Arrays.fill(imaginary, length, size, 0);
        radix.transform(real, imaginary);
        multiply(filterReal, filterImaginary, size);
        radix.transform(imaginary, real);
        multiply(chirpReal, chirpImaginary, length);
        for (int k = 0; k < length; k++) {
            real[k] /= size;
            imaginary[k] /= size;
        }
    }

    private void multiply(double[] re, double[] im, int count) {
        for (int k = 0; k < count; k++) {
            double product = real[k] * re[k] - imaginary[k] * im[k];
            imaginary[k] = real[k] * im[k] + imaginary[k] * re[k];
            real[k] = product;
        }
    }
}
