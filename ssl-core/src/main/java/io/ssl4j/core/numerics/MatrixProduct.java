package io.ssl4j.core.numerics;

import io.ssl4j.core.network.onednn.OneDnnProduct;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products on the fastest path available: oneDNN for floats if available, else ND4J's BLAS. The two round
 * differently, since each has its own order of summation.
 */
public final class MatrixProduct {

    private MatrixProduct() {}

    /** Computes {@code a b}: {@code [n, k] x [k, m] -> [n, m]}, detached and row-major. */
    public static INDArray multiply(INDArray a, INDArray b) {
        return multiply(a, false, b, false);
    }

    /** Computes {@code a b}, with each factor transposed first if its flag is set; detached and row-major. */
    public static INDArray multiply(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        long rows = a.size(transposeA ? 1 : 0);
        long columns = b.size(transposeB ? 0 : 1);
        INDArray product = Detached.create(() -> Nd4j.create(a.dataType(), new long[] {rows, columns}, 'c'));
        return multiplyInto(product, a, transposeA, b, transposeB);
    }

    /**
     * Computes {@code product = a b}, with each factor transposed first if its flag is set.
     *
     * @param product {@code [n, m]} in 'c' order, overwritten; shares no memory with the factors
     * @return the product
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static INDArray multiplyInto(
            INDArray product, INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        requireShapes(product, a, transposeA, b, transposeB);
        if (!OneDnnProduct.supports(a, b, product)) {
            return Nd4j.matmul(a, b, product, transposeA, transposeB, false);
        }
        OneDnnProduct.multiply(a, transposeA, b, transposeB, product);
        return product;
    }

    private static void requireShapes(
            INDArray product, INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
        boolean matrices = product.rank() == 2 && a.rank() == 2 && b.rank() == 2;
        if (!matrices
                || a.size(transposeA ? 0 : 1) != b.size(transposeB ? 1 : 0)
                || product.size(0) != a.size(transposeA ? 1 : 0)
                || product.size(1) != b.size(transposeB ? 0 : 1)) {
            throw new IllegalArgumentException("a product must be [n, k] x [k, m] -> [n, m], got "
                    + shape(a, transposeA) + " x " + shape(b, transposeB) + " -> " + shape(product, false));
        }
    }

    private static String shape(INDArray matrix, boolean transposed) {
        return java.util.Arrays.toString(matrix.shape()) + (transposed ? " transposed" : "");
    }
}
