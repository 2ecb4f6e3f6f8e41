package io.ssl4j.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.OneDnnProduct;
import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MatrixProductTest {

    @ParameterizedTest
    @CsvSource({"3,4,5", "1,7,1", "1,1,1", "17,1,9", "5,130,2", "64,33,70"})
    void agreesWithLoopsInEveryOrder(int n, int k, int m) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            for (int form = 0; form < 32; form++) {
                boolean transposeA = (form & 1) != 0;
                boolean transposeB = (form & 2) != 0;
                INDArray a = matrix(type, transposeA ? k : n, transposeA ? n : k, (form & 4) != 0, (form & 16) != 0);
                INDArray b = matrix(type, transposeB ? m : k, transposeB ? k : m, (form & 8) != 0, (form & 16) != 0);
                check(MatrixProduct.multiply(a, transposeA, b, transposeB), a, transposeA, b, transposeB);
            }
        }
    }

    @Test
    void floatsRunOnOneDnn() {
        INDArray a = matrix(DataType.FLOAT, 3, 4, false, false);
        INDArray b = matrix(DataType.FLOAT, 4, 2, true, true);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {3, 2}, 'f');
        assertThat(OneDnnProduct.supports(a, b, c)).isEqualTo(OneDnn.available());
        assertThat(OneDnnProduct.supports(a.castTo(DataType.DOUBLE), b, c)).isFalse();
        if (OneDnn.available()) {
            OneDnnProduct.multiply(a, false, b, false, c);
            check(c, a, false, b, false);
        }
    }

    @Test
    void theFallbackAgrees() {
        INDArray a = matrix(DataType.FLOAT, 6, 4, false, false);
        INDArray b = matrix(DataType.FLOAT, 5, 4, false, false);
        System.setProperty(LayerPaths.PROPERTY, "libnd4j");
        try {
            assertThat(OneDnnProduct.supports(a, b, Nd4j.create(6, 5))).isFalse();
            check(MatrixProduct.multiply(a, false, b, true), a, false, b, true);
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
    }

    @Test
    void refusesShapesThatDoNotFit() {
        assertThatThrownBy(() -> MatrixProduct.multiply(Nd4j.ones(2, 3), false, Nd4j.ones(2, 3), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a product must be [n, k] x [k, m] -> [n, m], got [2, 3] x [2, 3] -> [2, 3]");
        assertThatThrownBy(() ->
                        MatrixProduct.multiplyInto(Nd4j.ones(2, 3), Nd4j.ones(2, 3), false, Nd4j.ones(2, 3), true))
                .hasMessage("a product must be [n, k] x [k, m] -> [n, m], got [2, 3] x [2, 3] transposed -> [2, 3]");
    }

    /** A matrix of distinct entries, in 'f' or 'c' order, by itself or inside a larger one. */
    private static INDArray matrix(DataType type, int rows, int columns, boolean columnMajor, boolean inside) {
        int edge = inside ? 2 : 0;
        INDArray all = Nd4j.create(type, new long[] {rows + edge, columns + edge}, columnMajor ? 'f' : 'c');
        for (int i = 0; i < all.rows(); i++) {
            for (int j = 0; j < all.columns(); j++) {
                all.putScalar(i, j, Math.sin(1 + i * 31 + j * 7));
            }
        }
        return inside ? all.get(NDArrayIndex.interval(1, rows + 1), NDArrayIndex.interval(1, columns + 1)) : all;
    }

    /** Up to rounding, in whatever order a machine adds: 16 units in the last place of the sum of the terms' sizes. */
    private static void check(INDArray product, INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        long inner = a.size(transposeA ? 0 : 1);
        double unit = product.dataType() == DataType.DOUBLE ? 0x1p-53 : 0x1p-24;
        for (long i = 0; i < product.size(0); i++) {
            for (long j = 0; j < product.size(1); j++) {
                double sum = 0;
                double sizes = 0;
                for (long l = 0; l < inner; l++) {
                    double term = (transposeA ? a.getDouble(l, i) : a.getDouble(i, l))
                            * (transposeB ? b.getDouble(j, l) : b.getDouble(l, j));
                    sum += term;
                    sizes += Math.abs(term);
                }
                assertThat(product.getDouble(i, j)).isCloseTo(sum, within(16 * unit * sizes));
            }
        }
    }
}
