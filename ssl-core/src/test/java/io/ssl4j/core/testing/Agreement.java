package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Equality of arrays up to a share of their largest entry. */
public final class Agreement {

    private Agreement() {}

    /** Requires equal shapes and a largest difference of at most {@code tolerance} times the largest expected entry. */
    public static void assertClose(String what, INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
        double[] a = actual.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        double[] e = expected.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        double largest = Arrays.stream(e).map(Math::abs).max().orElse(0);
        // An assertion object for each of a million entries would take seconds.
        for (int i = 0; i < e.length; i++) {
            if (!(Math.abs(a[i] - e[i]) <= tolerance * largest)) {
                fail("%s: entry %d is %s, expected %s to %s", what, i, a[i], e[i], tolerance * largest);
            }
        }
    }

    /** Requires a relative difference of at most {@code tolerance}. */
    public static void assertClose(String what, double actual, double expected, double tolerance) {
        assertThat(Math.abs(actual - expected))
                .as("%s is %s, expected %s", what, actual, expected)
                .isLessThanOrEqualTo(tolerance * Math.abs(expected));
    }

    /** Requires that no entry is NaN or infinite. */
    public static void assertFinite(String what, INDArray actual) {
        assertThat(Arrays.stream(actual.castTo(DataType.DOUBLE).dup('c').data().asDouble())
                        .allMatch(Double::isFinite))
                .as("%s has only finite entries: %s", what, actual)
                .isTrue();
    }
}
