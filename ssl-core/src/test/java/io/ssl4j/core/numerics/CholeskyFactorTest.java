package io.ssl4j.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.TestArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CholeskyFactorTest {

    private static INDArray positive(int n) {
        INDArray a = TestArrays.gaussian(n, n + 3, n);
        return a.transpose().mmul(a);
    }

    /** L, one column after the other: what {@code L x = e_j} inverts. */
    private static INDArray inverseOfLower(CholeskyFactor factor) {
        int n = factor.size();
        double[] sides = new double[n * n];
        for (int j = 0; j < n; j++) {
            sides[j * n + j] = 1;
        }
        factor.solveLower(sides, n);
        return Nd4j.createFromArray(sides).reshape(n, n).transpose();
    }

    /** {@code L^-1 A L^-T = I}, with L^-1 a lower triangle; across the edges of tiles too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 31, 32, 33, 70})
    void theFactorIsALowerTriangleWhoseSquareIsTheMatrix(int n) {
        INDArray a = positive(n);
        INDArray inverse = inverseOfLower(CholeskyFactor.of(a.dup('f')));
        Agreement.assertClose(
                "L^-1 A L^-T",
                inverse.mmul(a).mmul(inverse.transpose()),
                Nd4j.eye(n).castTo(DataType.DOUBLE),
                1e-9);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertThat(inverse.getDouble(i, j)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 33, 70})
    void solutionsSolve(int n) {
        INDArray a = positive(n);
        CholeskyFactor factor = CholeskyFactor.of(a.dup('f'));
        INDArray x = TestArrays.gaussian(8, 3, n);
        double[] sides = x.mmul(a).dup('c').data().asDouble();
        factor.solve(sides, 3);
        Agreement.assertClose("x", Nd4j.createFromArray(sides).reshape(3, n), x, 1e-8);
        double[] halves = x.mmul(a).dup('c').data().asDouble();
        factor.solveLower(halves, 3);
        factor.solveUpper(halves, 3);
        assertThat(halves).isEqualTo(sides);
    }

    @Test
    void theDeterminantOfATriangleSquared() {
        INDArray l = TestArrays.of(new double[] {2, 0, 0}, new double[] {-1, 3, 0}, new double[] {4, 5, 0.5});
        CholeskyFactor factor = CholeskyFactor.of(l.mmul(l.transpose()).dup('f'));
        assertThat(factor.logDeterminant()).isCloseTo(2 * Math.log(2 * 3 * 0.5), within(1e-12));
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        for (double bad : new double[] {0, -1, Double.NaN}) {
            INDArray a = Nd4j.eye(3).castTo(DataType.DOUBLE).dup('f');
            a.putScalar(1, 1, bad);
            assertThatThrownBy(() -> CholeskyFactor.of(a))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("positive definite");
        }
    }

    /** Four rows in six dimensions: what rounding leaves of the last pivots may be above 0. */
    @Test
    void whatIsSingularUpToRoundingIsRefusedToo() {
        for (int seed = 0; seed < 20; seed++) {
            INDArray a = TestArrays.gaussian(seed, 4, 6).mul(Math.pow(10, seed - 10));
            assertThatThrownBy(() -> CholeskyFactor.of(a.transpose().mmul(a).dup('f')))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("this one of 6 x 6 is not, or no more than rounding");
        }
    }

    @Test
    void whatIsNoSquareInTheRightOrderIsRefused() {
        assertThatThrownBy(() -> CholeskyFactor.of(positive(3).dup('c')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a matrix to factor must be [n, n], DOUBLE and in 'f' order, got [3, 3], DOUBLE and 'c'");
    }
}
