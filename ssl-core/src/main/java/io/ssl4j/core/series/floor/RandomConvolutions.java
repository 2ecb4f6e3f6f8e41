package io.ssl4j.core.series.floor;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random convolutions, as in ROCKET (Dempster, Petitjean and Webb 2020, arXiv 1910.13051): each kernel gives two
 * features, the fraction of positive outputs and the largest output. Nothing is learned; with a ridge classifier on
 * top, this is the baseline for numeric series.
 *
 * <p>A kernel has 7, 9 or 11 taps, weights from N(0, 1) minus their mean, a bias from U(-1, 1), a dilation of {@code
 * 2^U(0, log2((l - 1) / (taps - 1)))} and, with probability 1/2, a padding by half its span. With several channels it
 * reads a random subset, as in the authors' code for that case.
 *
 * <p>If series differ in length, l is the length of the longest training series for a kernel with padding, and of the
 * shortest for one without, which therefore fits into every training series with at least as many steps as it has taps.
 * A kernel that is longer than a series is applied to it with padding. Only a series' own steps are convolved, not the
 * padding of its row.
 *
 * <pre>{@code
 * FeatureMap<Series> floor = RandomConvolutions.of(train);
 * INDArray features = floor.features(test);           // [n, 1000]
 * }</pre>
 */
public final class RandomConvolutions implements FeatureMap<Series> {

    /** The default number of kernels; the paper has 10,000. */
    public static final int DEFAULT_KERNELS = 500;

    private static final String PURPOSE = "random convolutions";

    private final SeriesInput input;
    private final List<RandomKernel> kernels;

    private RandomConvolutions(SeriesInput input, List<RandomKernel> kernels) {
        this.input = input;
        this.kernels = List.copyOf(kernels);
    }

    /** Makes {@value #DEFAULT_KERNELS} kernels with seed 0 for series that are normalised one by one. */
    public static RandomConvolutions of(Dataset<Series> train) {
        return of(train, DEFAULT_KERNELS, 0);
    }

    /** Makes kernels for series that are normalised one by one. */
    public static RandomConvolutions of(Dataset<Series> train, int kernels, long seed) {
        return of(train, SeriesInput.of(train), kernels, seed);
    }

    /**
     * Makes kernels for series that are normalised by an encoder's input.
     *
     * @param train the series whose lengths determine the dilations
     * @param input the normalisation, and the check of the series
     * @param kernels the number of kernels, at least 1; there are twice as many features
     * @param seed equal seeds give equal kernels; with more kernels, the first ones stay the same
     * @throws IllegalArgumentException if there is no training series, or one does not fit the input
     */
    public static RandomConvolutions of(Dataset<Series> train, SeriesInput input, int kernels, long seed) {
        if (kernels < 1) {
            throw new IllegalArgumentException("random convolutions need at least 1 kernel, got " + kernels);
        }
        if (train.size() < 1) {
            throw new IllegalArgumentException(
                    "random convolutions are sized by the training series and need at least 1, got none");
        }
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        for (int i = 0; i < train.size(); i++) {
            int length = SeriesRows.fitting(train, i, input).length();
            shortest = Math.min(shortest, length);
            longest = Math.max(longest, length);
        }
        RandomKey key = RandomKey.of(seed).child(PURPOSE);
        List<RandomKernel> drawn = new ArrayList<>();
        for (int k = 0; k < kernels; k++) {
            drawn.add(RandomKernel.draw(key.child(k).stream(), input.channels(), shortest, longest));
        }
        return new RandomConvolutions(input, drawn);
    }

    @Override
    public String name() {
        return "random convolutions";
    }

    /** The normalisation of series before they are convolved. */
    public SeriesInput input() {
        return input;
    }

    /** The number of features of one series: two of each kernel. */
    public int dimension() {
        return 2 * kernels.size();
    }

    /**
     * {@code [n, 2 * kernels]}: kernel k has its fraction of positive outputs, 0..1, in column {@code 2k} and its
     * largest output in column {@code 2k + 1}. The result does not depend on the number of threads.
     */
    @Override
    public INDArray features(Dataset<Series> data) {
        return SeriesRows.of(data, input, dimension(), name(), (values, steps, target, from) -> {
            float[] output = new float[steps];
            for (int k = 0; k < kernels.size(); k++) {
                kernels.get(k).apply(values, steps, output, target, from + 2 * k);
            }
        });
    }

    /** The kernels in the order of their features. */
    List<RandomKernel> kernels() {
        return kernels;
    }

    /** "500 random convolutions of 1 channel x 80 time steps, normalised per series". */
    @Override
    public String toString() {
        return kernels.size() + " random convolutions of " + input;
    }
}
