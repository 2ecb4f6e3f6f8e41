package io.ssl4j.core.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products with detached, row-major results: the order in which ND4J's gemm is fast. */
public final class MatrixProduct {

    private MatrixProduct() {}

    /** {@code a b}: {@code [n, k] x [k, m] -> [n, m]}. */
    public static INDArray multiply(INDArray a, INDArray b) {
        return multiply(a, false, b, false);
    }

    /** {@code a b}, each transposed first where its flag says so. */
    public static INDArray multiply(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        long rows = transposeA ? a.size(1) : a.size(0);
        long columns = transposeB ? b.size(0) : b.size(1);
        INDArray product = Detached.create(() -> Nd4j.create(a.dataType(), new long[] {rows, columns}, 'c'));
        return Nd4j.matmul(a, b, product, transposeA, transposeB, false);
    }
}
