package io.ssl4j.core.network.onednn;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The matrix product of oneDNN. It runs on the same threads as oneDNN's layers. ND4J's BLAS has its own threads, and
 * the two sets slow each other down if one of them spins while it waits for work.
 */
public final class OneDnnProduct {

    /** A float matrix as BLAS sees it: dense rows, {@code step} floats apart, of the matrix or of its transpose. */
    private record Operand(FloatPointer data, boolean transposed, long step) {}

    private OneDnnProduct() {}

    /**
     * Returns whether {@link #multiply} can run: oneDNN is available and allowed, and all arrays are float matrices
     * with a dense side.
     */
    public static boolean supports(INDArray a, INDArray b, INDArray result) {
        return isDense(a) && isDense(b) && isDense(result) && LayerPaths.fastest(false) == ExecutionPath.ONEDNN;
    }

    /**
     * Computes {@code result = a b}, with each factor transposed first if its flag is set.
     *
     * @param result {@code [n, m]}, overwritten; shares no memory with the factors
     * @throws IllegalStateException if oneDNN rejects the product
     */
    public static void multiply(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result) {
        Operand c = operand(result);
        if (c.transposed()) {
            rowMajor(
                    operand(b),
                    !transposeB,
                    operand(a),
                    !transposeA,
                    c,
                    result.columns(),
                    result.rows(),
                    inner(a, transposeA));
        } else {
            rowMajor(
                    operand(a),
                    transposeA,
                    operand(b),
                    transposeB,
                    c,
                    result.rows(),
                    result.columns(),
                    inner(a, transposeA));
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(result);
    }

    private static long inner(INDArray a, boolean transposed) {
        return a.size(transposed ? 0 : 1);
    }

    private static void rowMajor(
            Operand a,
            boolean transposeA,
            Operand b,
            boolean transposeB,
            Operand c,
            long rows,
            long columns,
            long inner) {
        int status = dnnl.dnnl_sgemm(
                flag(a.transposed() != transposeA),
                flag(b.transposed() != transposeB),
                rows,
                columns,
                inner,
                1f,
                a.data(),
                a.step(),
                b.data(),
                b.step(),
                0f,
                c.data(),
                c.step());
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN must multiply a [" + rows + ", " + inner + "] by a [" + inner + ", "
                    + columns + "] matrix, got status " + status + "; -D" + LayerPaths.PROPERTY
                    + "=libnd4j avoids oneDNN");
        }
    }

    private static byte flag(boolean transposed) {
        return (byte) (transposed ? 'T' : 'N');
    }

    private static Operand operand(INDArray matrix) {
        boolean transposed = !rowsAreDense(matrix);
        long length = matrix.size(transposed ? 0 : 1);
        boolean several = matrix.size(transposed ? 1 : 0) > 1;
        long step = several ? matrix.stride(transposed ? 1 : 0) : length;
        long address = matrix.data().address() + matrix.data().offset() * Float.BYTES;
        return new Operand(new Address(address), transposed, step);
    }

    private static boolean isDense(INDArray matrix) {
        return matrix.rank() == 2
                && matrix.dataType() == DataType.FLOAT
                && !matrix.isEmpty()
                && (rowsAreDense(matrix) || sideIsDense(matrix, 0));
    }

    private static boolean rowsAreDense(INDArray matrix) {
        return sideIsDense(matrix, 1);
    }

    /** Returns whether the entries along a side are contiguous, and those along the other side do not overlap. */
    private static boolean sideIsDense(INDArray matrix, int side) {
        int other = 1 - side;
        boolean contiguous = matrix.size(side) == 1 || matrix.stride(side) == 1;
        return contiguous && (matrix.size(other) == 1 || matrix.stride(other) >= matrix.size(side));
    }

    /** A position in an array that is kept alive elsewhere. */
    private static final class Address extends FloatPointer {
        Address(long start) {
            super((Pointer) null);
            address = start;
        }
    }
}
