package io.ssl4j.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of several parts hold every entry once, whatever the length. */
class RowMathTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 129})
    void sumsAreThoseOfPlainLoops(int length) {
        double[] a = new Random(length).doubles(length, -1, 1).toArray();
        double[] b = new Random(length + 1000).doubles(length, -1, 1).toArray();
        double dot = 0;
        double squares = 0;
        for (int j = 0; j < length; j++) {
            dot += a[j] * b[j];
            squares += Math.pow(a[j] - b[j], 2);
        }
        assertThat(RowMath.dot(a, b)).isCloseTo(dot, within(1e-13));
        assertThat(RowMath.squaredDistance(a, b)).isCloseTo(squares, within(1e-13));
    }
}
