package io.ssl4j.noncontrastive.tico;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.testing.FiniteDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TiCoLossTest {

    private static final TiCoLoss LOSS = new TiCoLoss(8);

    /** Symmetric, as every covariance. */
    private static INDArray covariance(long seed, int width) {
        INDArray a = gaussian(seed, width + 2, width);
        return a.transpose().mmul(a).div(width + 2);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double oracle(double[][] z1, double[][] z2, double[][] c) {
        double sum = 0;
        for (int i = 0; i < z1.length; i++) {
            double norm1 = Math.sqrt(dot(z1[i], z1[i]));
            double square = 0;
            for (int j = 0; j < c.length; j++) {
                for (int k = 0; k < c.length; k++) {
                    square += z1[i][j] * c[j][k] * z1[i][k] / (norm1 * norm1);
                }
            }
            sum += 1 - dot(z1[i], z2[i]) / norm1 / Math.sqrt(dot(z2[i], z2[i])) + 8 * square;
        }
        return sum / z1.length;
    }

    @Test
    void agreesWithTheFormulaInLoops() {
        for (int[] shape : new int[][] {{1, 3}, {2, 1}, {5, 4}, {4, 9}}) {
            INDArray z1 = gaussian(1, shape[0], shape[1]);
            INDArray z2 = gaussian(2, shape[0], shape[1]);
            INDArray c = covariance(3, shape[1]);
            assertClose("value", LOSS.evaluate(z1, z2, c).value(), oracle(rows(z1), rows(z2), rows(c)), 1e-12);
        }
    }

    @Test
    void theAverageAgreesWithTheFormulaInLoops() {
        CovarianceAverage average = new CovarianceAverage(0.7, 3, DataType.DOUBLE);
        double[][] expected = new double[3][3];
        for (int step = 0; step < 3; step++) {
            INDArray z = gaussian(step, 5, 3);
            average.update(z);
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    expected[j][k] *= 0.7;
                    for (double[] row : rows(z)) {
                        expected[j][k] += 0.3 * row[j] * row[k] / dot(row, row) / 5;
                    }
                }
            }
        }
        assertClose("covariance", average.values(), Nd4j.createFromArray(expected), 1e-12);
    }

    @Test
    void gradientsAreCentralDifferencesAtAConstantCovariance() {
        INDArray c = covariance(4, 4);
        FiniteDifferences.check(z -> LOSS.evaluate(z.get(0), z.get(1), c), gaussian(5, 6, 4), gaussian(6, 6, 4));
        INDArray z = gaussian(7, 3, 4);
        FiniteDifferences.check(
                x -> LOSS.evaluate(x.get(0), x.get(1), c),
                z,
                z.add(gaussian(8, 3, 4).mul(0.05)));
    }

    /** All rows equal, now and before: the covariance is {@code u u^T} and the term 1. */
    @Test
    void collapseCostsRho() {
        INDArray z = Nd4j.ones(DataType.DOUBLE, 5, 4).mul(3);
        CovarianceAverage average = new CovarianceAverage(0, 4, DataType.DOUBLE);
        average.update(z);
        LossResult result = LOSS.evaluate(z, z, average.values());
        assertThat(result.value()).isCloseTo(8, within(1e-12));
        assertThat(result.terms().get(TiCoLoss.INVARIANCE)).isCloseTo(0, within(1e-12));
        assertThat(result.gradient(0).amaxNumber().doubleValue()).isLessThan(1e-12);
    }

    /** Orthogonal rows: the covariance is {@code I / K}, the least that the term can be. */
    @Test
    void evenlySpreadRowsCostRhoOverTheWidth() {
        INDArray z = Nd4j.eye(4).castTo(DataType.DOUBLE).mul(2);
        CovarianceAverage average = new CovarianceAverage(0, 4, DataType.DOUBLE);
        average.update(z);
        LossResult result = LOSS.evaluate(z, z, average.values());
        assertThat(result.value()).isCloseTo(2, within(1e-12));
        assertThat(result.terms().get(TiCoLoss.COVARIANCE)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void theLengthOfARowIsOfNoMatter() {
        INDArray z1 = gaussian(9, 5, 3);
        INDArray z2 = gaussian(10, 5, 3);
        INDArray c = covariance(11, 3);
        assertClose(
                "value",
                LOSS.evaluate(z1.mul(1e15), z2.mul(1e-6), c).value(),
                LOSS.evaluate(z1, z2, c).value(),
                1e-12);
    }

    @Test
    void zeroRowsAreFiniteAndNotANumberShows() {
        INDArray c = covariance(12, 3).castTo(DataType.FLOAT);
        INDArray z = gaussian(13, 4, 3).castTo(DataType.FLOAT);
        INDArray zero = z.dup();
        zero.getRow(1).assign(0);
        LossResult result = LOSS.evaluate(zero, z, c);
        assertThat(result.value()).isFinite();
        assertFinite("gradient", result.gradient(0));
        assertThat(result.gradient(0).getRow(1).amaxNumber().doubleValue()).isZero();
        zero.putScalar(2, 0, Float.NaN);
        assertThat(LOSS.evaluate(zero, z, c).value()).isNaN();
        assertThat(LOSS.evaluate(z, zero, c).value()).isNaN();
    }

    @Test
    void floatAgreesWithDoubleAndInputsStay() {
        INDArray z1 = gaussian(14, 128, 256);
        INDArray z2 = z1.add(gaussian(15, 128, 256).mul(0.5));
        INDArray c = covariance(16, 256);
        INDArray before = z1.dup();
        LossResult exact = LOSS.evaluate(z1, z2, c);
        assertThat(z1).isEqualTo(before);
        LossResult single =
                LOSS.evaluate(z1.castTo(DataType.FLOAT), z2.castTo(DataType.FLOAT), c.castTo(DataType.FLOAT));
        assertThat(single.gradient(0).dataType()).isEqualTo(DataType.FLOAT);
        assertClose("value", single.value(), exact.value(), 1e-5);
        assertClose("gradient", single.gradient(0).castTo(DataType.DOUBLE), exact.gradient(0), 1e-4);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        INDArray z = gaussian(17, 4, 3);
        assertThatThrownBy(() -> LOSS.evaluate(z, gaussian(18, 4, 2), covariance(1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("view 1 and view 2 must have the same shape and type");
        assertThatThrownBy(() -> LOSS.evaluate(z, z, covariance(1, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be [3, 3] DOUBLE, got [4, 4] DOUBLE");
        assertThatThrownBy(() -> new CovarianceAverage(1.1, 3, DataType.FLOAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta must be in 0..1, got 1.1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aRhoThatCannotBeIsRefused(double rho) {
        assertThatThrownBy(() -> new TiCoLoss(rho))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rho must be finite and at least 0, got " + rho);
    }
}
