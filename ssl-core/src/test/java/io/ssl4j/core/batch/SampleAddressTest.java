package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses (seed, epoch, index, view) that the loader derives: neighbours have unrelated first draws. */
class SampleAddressTest {

    private static final int PAIRS = 40_000;

    private static double firstDraw(long seed, int epoch, long index, long view) {
        return EpochOrder.augmentKey(seed, epoch).child(index).child(view).stream()
                .nextDouble();
    }

    /** Correlation over 40,000 pairs deviates by 0.005 from 0; the bound is four deviations. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0", "0, 1, 0, 0", "0, 0, 1, 0", "0, 0, 0, 1", "1, 0, -1, 0", "0, -1, 1, 0", "0, 0, 1, -1"})
    void firstDrawsOfNeighboursAreUncorrelated(int seedStep, int epochStep, int indexStep, int viewStep) {
        double sumOfProducts = 0;
        double sum = 0;
        Set<Double> different = new HashSet<>();
        for (int i = 0; i < PAIRS; i++) {
            long seed = i % 20;
            int epoch = 1 + i / 20 % 20;
            long index = 1 + i / 400 % 50;
            long view = 1 + i / 20_000;
            double here = firstDraw(seed, epoch, index, view);
            double there = firstDraw(seed + seedStep, epoch + epochStep, index + indexStep, view + viewStep);
            assertThat(there).isNotEqualTo(here);
            sumOfProducts += (here - 0.5) * (there - 0.5);
            sum += here;
            different.add(here);
        }
        assertThat(different).hasSize(PAIRS);
        assertThat(sum / PAIRS).isBetween(0.494, 0.506);
        assertThat(Math.abs(sumOfProducts / PAIRS * 12)).isLessThan(0.02);
    }
}
