package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.Detached;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Checks the matrices that losses take, and converts between two views and their stack. */
public final class Embeddings {

    private Embeddings() {}

    /**
     * Requires a matrix of floats or doubles.
     *
     * @param name the name of the matrix in the message
     * @param minimumRows the smallest valid number of rows
     * @throws IllegalArgumentException if rank, type or row count do not fit
     */
    public static void requireMatrix(String name, INDArray matrix, int minimumRows) {
        if (matrix.rank() != 2) {
            throw new IllegalArgumentException(name + " must be a matrix [rows, columns], got shape "
                    + Arrays.toString(matrix.shape()) + "; flatten or pool other shapes first");
        }
        switch (matrix.dataType()) {
            case FLOAT, DOUBLE -> {}
            default ->
                throw new IllegalArgumentException(
                        name + " must be float or double, got " + matrix.dataType() + "; cast it first");
        }
        if (matrix.size(0) < minimumRows) {
            throw new IllegalArgumentException(name + " must have at least " + minimumRows + " rows, got shape "
                    + Arrays.toString(matrix.shape()) + "; use a larger batch or drop the last one");
        }
    }

    /** Returns whether no entry is NaN or infinite. */
    public static boolean isFinite(INDArray matrix) {
        // A sum over finite floats can overflow; a sum over differences with themselves cannot: x - x is 0 or NaN.
        try (INDArray differences = Detached.create(() -> matrix.sub(matrix))) {
            return differences.sumNumber().doubleValue() == 0;
        }
    }

    /**
     * Requires that no entry is NaN or infinite.
     *
     * @param name the name of the matrix in the message
     * @param advice the end of the message: what an entry that is not finite may come from
     * @throws IllegalArgumentException with the first such entry
     */
    public static void requireFinite(String name, INDArray matrix, String advice) {
        if (!isFinite(matrix)) {
            throw new IllegalArgumentException(name + " must be finite, but " + firstNotFinite(matrix) + "; " + advice);
        }
    }

    private static String firstNotFinite(INDArray matrix) {
        for (long row = 0; row < matrix.size(0); row++) {
            for (long column = 0; column < matrix.size(1); column++) {
                double value = matrix.getDouble(row, column);
                if (!Double.isFinite(value)) {
                    return "row " + row + ", column " + column + " is " + value;
                }
            }
        }
        return "some entries are not";
    }

    /**
     * Requires the embeddings of two views of one batch, with at least two samples.
     *
     * @throws IllegalArgumentException if they are not two matrices of equal shape and type with at least 2 rows
     */
    public static void requirePair(INDArray z1, INDArray z2) {
        requireMatrix("view 1", z1, 2);
        requireMatrix("view 2", z2, 2);
        if (!Arrays.equals(z1.shape(), z2.shape()) || z1.dataType() != z2.dataType()) {
            throw new IllegalArgumentException("both views must have the same shape and type, got "
                    + Arrays.toString(z1.shape()) + " " + z1.dataType() + " and " + Arrays.toString(z2.shape()) + " "
                    + z2.dataType() + "; row i of each is a view of sample i");
        }
    }

    /**
     * Requires two stacked views of at least two samples.
     *
     * @throws IllegalArgumentException if it is not a matrix with an even number of at least 4 rows
     */
    public static void requireStack(INDArray z) {
        requireMatrix("the stacked views", z, 4);
        if (z.size(0) % 2 != 0) {
            throw new IllegalArgumentException("two stacked views must have an even number of rows, got shape "
                    + Arrays.toString(z.shape()) + "; the first half is view 1, the second half view 2");
        }
    }

    /**
     * Requires two matrices of equal shape and type, with at least one row.
     *
     * @throws IllegalArgumentException if they differ
     */
    public static void requireAlike(String nameA, INDArray a, String nameB, INDArray b) {
        requireMatrix(nameA, a, 1);
        requireMatrix(nameB, b, 1);
        if (!Arrays.equals(a.shape(), b.shape()) || a.dataType() != b.dataType()) {
            throw new IllegalArgumentException(nameA + " and " + nameB + " must have the same shape and type, got "
                    + Arrays.toString(a.shape()) + " " + a.dataType() + " and " + Arrays.toString(b.shape()) + " "
                    + b.dataType() + "; row i of each belongs to the same sample");
        }
    }

    /** Stacks {@code [N, K]} and {@code [N, K]} to {@code [2N, K]}, a new detached array. */
    public static INDArray stack(INDArray z1, INDArray z2) {
        return Detached.create(() -> Nd4j.concat(0, z1, z2));
    }

    /** Returns the first or second half of the rows of a stack, a new detached array. */
    public static INDArray half(INDArray z, int index) {
        long n = z.size(0) / 2;
        INDArray rows = z.get(NDArrayIndex.interval(index * n, (index + 1) * n), NDArrayIndex.all());
        return Detached.create(() -> rows.dup('c'));
    }

    /** Returns the rows {@code [from, to)}, a view. */
    public static INDArray rows(INDArray z, long from, long to) {
        return z.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /**
     * Exchanges the halves of a stack of two views, so that row i becomes the other view of the same sample; a new
     * array.
     */
    public static INDArray swapViews(INDArray z) {
        requireStack(z);
        long n = z.size(0) / 2;
        return Detached.create(() -> Nd4j.concat(0, rows(z, n, 2 * n), rows(z, 0, n)));
    }

    /**
     * Joins the copies of each sample into one row: {@code [k N, D] -> [N, k D]}, where row {@code v N + i} is copy v
     * of sample i. Jigsaw and context prediction classify several patches of a sample jointly.
     *
     * @param copies k; must divide the number of rows
     * @return a new array
     */
    public static INDArray joinCopies(INDArray rows, int copies) {
        requireMatrix("rows of copies", rows, copies);
        requireMultiple(rows, copies);
        long n = rows.size(0) / copies;
        return Detached.create(() -> rows.reshape('c', copies, n, rows.size(1))
                .permute(1, 0, 2)
                .dup('c')
                .reshape('c', n, copies * rows.size(1)));
    }

    /**
     * Computes the gradient of {@link #joinCopies}, which is also its inverse: {@code [N, k D] -> [k N, D]}.
     *
     * @return a new array
     */
    public static INDArray splitCopies(INDArray joined, int copies) {
        requireMatrix("joined rows", joined, 1);
        if (copies < 1 || joined.size(1) % copies != 0) {
            throw new IllegalArgumentException("joined rows have a multiple of their copies as columns, got "
                    + joined.size(1) + " columns for " + copies + " copies");
        }
        long width = joined.size(1) / copies;
        return Detached.create(() -> joined.dup('c')
                .reshape('c', joined.size(0), copies, width)
                .permute(1, 0, 2)
                .dup('c')
                .reshape('c', copies * joined.size(0), width));
    }

    private static void requireMultiple(INDArray rows, int copies) {
        if (copies < 1 || rows.size(0) % copies != 0) {
            throw new IllegalArgumentException(
                    "the rows of " + copies + " copies must be a multiple of these, got " + rows.size(0) + " rows");
        }
    }
}
