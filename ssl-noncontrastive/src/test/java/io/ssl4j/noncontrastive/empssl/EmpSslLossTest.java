package io.ssl4j.noncontrastive.empssl;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EmpSslLossTest {

    private static final EmpSslLoss LOSS = new EmpSslLoss(0.2, 200);

    /** The paper's equations, entry by entry; the determinant by elimination, the cosines one by one. */
    private static double oracle(double[][] z, int patches) {
        int n = z.length / patches;
        int k = z[0].length;
        double[][] u = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            u[i] = scaled(z[i], 1 / Math.sqrt(dot(z[i], z[i])));
        }
        double loss = 0;
        for (int p = 0; p < patches; p++) {
            double[][] a = new double[k][k];
            for (int i = 0; i < k; i++) {
                a[i][i] = 1;
                for (int j = 0; j < k; j++) {
                    for (int r = 0; r < n; r++) {
                        a[i][j] += k / (n * 0.2) * u[p * n + r][i] * u[p * n + r][j];
                    }
                }
            }
            loss -= Math.log(determinant(a)) / 2 / patches;
            for (int r = 0; r < n; r++) {
                double[] mean = new double[k];
                for (int q = 0; q < patches; q++) {
                    for (int j = 0; j < k; j++) {
                        mean[j] += u[q * n + r][j] / patches;
                    }
                }
                loss -= 200 * dot(u[p * n + r], mean) / Math.sqrt(dot(mean, mean)) / n / patches;
            }
        }
        return loss;
    }

    private static double determinant(double[][] a) {
        double product = 1;
        for (int i = 0; i < a.length; i++) {
            product *= a[i][i];
            for (int r = i + 1; r < a.length; r++) {
                double factor = a[r][i] / a[i][i];
                for (int j = i; j < a.length; j++) {
                    a[r][j] -= factor * a[i][j];
                }
            }
        }
        return product;
    }

    private static double[] scaled(double[] a, double factor) {
        double[] result = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            result[j] = factor * a[j];
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Fewer rows than columns, as many, and more. */
    @ParameterizedTest
    @CsvSource({"2,2,2", "3,4,7", "2,5,5", "5,6,3"})
    void valueAndGradientAgreeWithTheFormulaInLoops(int patches, int n, int k) {
        INDArray z = gaussian(patches, patches * n, k);
        assertClose("value", LOSS.evaluate(z, patches).value(), oracle(rows(z), patches), 1e-12);
        FiniteDifferences.check(x -> LOSS.evaluate(x.get(0), patches), z);
    }

    /** The similarity's weight drowns the coding rate in the sum, so each is held by itself too. */
    @Test
    void theCodingRateAloneIsACentralDifference() {
        EmpSslLoss rate = new EmpSslLoss(0.5, 0);
        FiniteDifferences.check(x -> rate.evaluate(x.get(0), 2), gaussian(8, 12, 4));
        FiniteDifferences.check(x -> rate.evaluate(x.get(0), 2), gaussian(9, 6, 5));
        FiniteDifferences.check(x -> TotalCodingRate.evaluate(x.get(0), 0.2), gaussian(10, 4, 6));
        FiniteDifferences.check(x -> TotalCodingRate.evaluate(x.get(0), 0.2), gaussian(11, 7, 3));
    }

    /** All rows equal: one eigenvalue {@code 1 + K / distortion}. */
    @Test
    void collapseHasTheRateOfOneDirection() {
        LossResult result = LOSS.evaluate(Nd4j.ones(DataType.DOUBLE, 12, 5), 3);
        assertThat(result.terms().get(EmpSslLoss.CODING_RATE)).isCloseTo(Math.log(1 + 5 / 0.2) / 2, within(1e-12));
        assertThat(result.terms().get(EmpSslLoss.SIMILARITY)).isCloseTo(1, within(1e-12));
        assertThat(result.gradient().amaxNumber().doubleValue()).isLessThan(1e-12);
    }

    /** K orthogonal samples, every patch alike: K eigenvalues {@code 1 + 1 / distortion}, the most there can be. */
    @Test
    void orthogonalSamplesHaveTheHighestRate() {
        INDArray z =
                Nd4j.concat(0, Nd4j.eye(5).castTo(DataType.DOUBLE), Nd4j.eye(5).castTo(DataType.DOUBLE));
        LossResult result = LOSS.evaluate(z, 2);
        assertThat(result.value()).isCloseTo(-2.5 * Math.log(1 + 1 / 0.2) - 200, within(1e-10));
        assertThat(result.gradient().amaxNumber().doubleValue()).isLessThan(1e-12);
    }

    @Test
    void theOrderOfPatchesAndTheLengthOfRowsAreOfNoMatter() {
        INDArray z = gaussian(12, 15, 4);
        INDArray turned = Nd4j.concat(
                0,
                z.get(NDArrayIndex.interval(5, 15), NDArrayIndex.all()),
                z.get(NDArrayIndex.interval(0, 5), NDArrayIndex.all()));
        double value = LOSS.evaluate(z, 3).value();
        assertClose("turned", LOSS.evaluate(turned, 3).value(), value, 1e-12);
        assertClose("scaled", LOSS.evaluate(z.mul(1e15), 3).value(), value, 1e-12);
        assertThat(LOSS.evaluate(z, 5).value()).isNotCloseTo(value, within(1e-3));
    }

    @Test
    void zeroRowsAndOppositePatchesAreFiniteAndNotANumberShows() {
        INDArray z = gaussian(13, 8, 3).castTo(DataType.FLOAT);
        z.getRow(2).assign(0);
        z.getRow(7).assign(z.getRow(3).neg());
        LossResult result = LOSS.evaluate(z, 2);
        assertThat(result.value()).isFinite();
        assertFinite("gradient", result.gradient());
        assertThat(result.gradient().getRow(2).amaxNumber().doubleValue()).isZero();
        assertThat(LOSS.evaluate(z.like(), 2).value()).isZero();
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            INDArray broken = z.dup();
            broken.putScalar(5, 1, bad);
            assertThat(LOSS.evaluate(broken, 2).value()).isNaN();
        }
    }

    @Test
    void floatAgreesWithDoubleAndInputsStay() {
        INDArray z = gaussian(14, 4 * 64, 128);
        INDArray before = z.dup();
        LossResult exact = LOSS.evaluate(z, 4);
        assertThat(z).isEqualTo(before);
        LossResult single = LOSS.evaluate(z.castTo(DataType.FLOAT), 4);
        assertThat(single.gradient().dataType()).isEqualTo(DataType.FLOAT);
        assertClose("value", single.value(), exact.value(), 1e-5);
        assertClose("gradient", single.gradient().castTo(DataType.DOUBLE), exact.gradient(), 1e-5);
        assertThat(LOSS.evaluate(z.dup('f'), 4).value()).isEqualTo(exact.value());
    }

    @Test
    void twentyStepsOfDescentLowerIt() {
        INDArray z = gaussian(15, 24, 6);
        double first = LOSS.evaluate(z, 4).value();
        double rate = 0.5 / LOSS.evaluate(z, 4).gradient().amaxNumber().doubleValue();
        for (int step = 0; step < 20; step++) {
            z.subi(LOSS.evaluate(z, 4).gradient().mul(rate));
        }
        assertThat(LOSS.evaluate(z, 4).value()).isLessThan(1.3 * first);
    }

    @Test
    void rowsThatAreNoPatchesAreRefused() {
        assertThatThrownBy(() -> LOSS.evaluate(gaussian(16, 8, 3), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 3 patches and shape [8, 3]");
        assertThatThrownBy(() -> LOSS.evaluate(gaussian(16, 8, 3), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 patches, as many of each, got 1");
        assertThatThrownBy(() -> LOSS.evaluate(gaussian(16, 3, 3), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stacked patches must have at least 6 rows, got shape [3, 3]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void valuesThatCannotBeAreRefused(double bad) {
        assertThatThrownBy(() -> new EmpSslLoss(bad, 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the distortion must be finite and above 0, got " + bad);
        assertThatThrownBy(() -> new EmpSslLoss(0.2, bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the weight of the similarity must be finite and at least 0, got " + bad);
        assertThatThrownBy(() -> new EmpSslLoss(0, 200)).isInstanceOf(IllegalArgumentException.class);
    }
}
