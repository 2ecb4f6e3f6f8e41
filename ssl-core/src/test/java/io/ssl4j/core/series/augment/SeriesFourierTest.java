package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.apply;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import org.junit.jupiter.api.Test;

class SeriesFourierTest {

    /** The definition: bin {@code k} is the sum of {@code x[t] exp(-2 pi i k t / n)}; real part, then imaginary. */
    private static double[] bin(float[] values, int k) {
        double real = 0;
        double imaginary = 0;
        for (int t = 0; t < values.length; t++) {
            double angle = 2 * Math.PI * ((long) k * t % values.length) / values.length;
            real += values[t] * Math.cos(angle);
            imaginary -= values[t] * Math.sin(angle);
        }
        return new double[] {real, imaginary};
    }

    @Test
    void everyLengthAgreesWithTheDefinitionAndComesBack() {
        Fourier fourier = new Fourier();
        for (int n :
                new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 64, 97, 100, 128, 187, 250, 256, 100, 5}) {
            float[] values = noise(1, n, n).channel(0);
            fourier.prepare(n);
            fourier.load(values, 0);
            fourier.forward();
            for (int k = 0; k < n; k++) {
                double[] expected = bin(values, k);
                assertThat(fourier.real(k)).as("n %d bin %d", n, k).isCloseTo(expected[0], within(1e-11 * n));
                assertThat(fourier.imaginary(k)).as("n %d bin %d", n, k).isCloseTo(expected[1], within(1e-11 * n));
            }
            fourier.backward();
            float[] back = new float[n];
            fourier.store(back, 0);
            assertThat(back).as("n %d", n).containsExactly(values, within(1e-6f));
        }
    }

    @Test
    void theMaskRemovesTheDrawnBinsAndKeepsTheOthers() {
        for (int n : new int[] {16, 45, 60}) {
            Series series = noise(2, n, n);
            RandomKey key = RandomKey.of(n);
            Series result = apply(new FrequencyMask(0.4), series, key);
            RandomStream same = key.stream();
            for (int c = 0; c < 2; c++) {
                assertBin(series, result, c, 0, false);
                for (int k = 1; k <= n / 2; k++) {
                    assertBin(series, result, c, k, same.chance(0.4));
                }
            }
        }
    }

    private static void assertBin(Series before, Series after, int channel, int bin, boolean dropped) {
        double[] expected = dropped ? new double[2] : bin(before.channel(channel), bin);
        double[] actual = bin(after.channel(channel), bin);
        assertThat(actual[0]).as("bin %d", bin).isCloseTo(expected[0], within(1e-4));
        assertThat(actual[1]).as("bin %d", bin).isCloseTo(expected[1], within(1e-4));
    }

    @Test
    void aSineIsKeptOrGone() {
        int n = 90;
        float[] sine = new float[n];
        for (int t = 0; t < n; t++) {
            sine[t] = (float) Math.sin(2 * Math.PI * 7 * t / n);
        }
        int gone = 0;
        for (int seed = 0; seed < 1000; seed++) {
            float[] result = apply(new FrequencyMask(0.25), Series.of(sine), RandomKey.of(seed))
                    .channel(0);
            boolean zero = Math.abs(result[3]) < 1e-5;
            gone += zero ? 1 : 0;
            for (int t = 0; t < n; t++) {
                assertThat(result[t]).isCloseTo(zero ? 0 : sine[t], within(1e-5f));
            }
        }
        assertThat(gone / 1000.0).isCloseTo(0.25, within(0.05));
    }
}
