package io.ssl4j.core.monitor;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two cheap measures that distinguish a collapsed encoder from a healthy one without labels. Neither depends on the
 * overall scale of the embeddings.
 *
 * @param deviation the standard deviation of the dimensions of unit-length embeddings, averaged over the dimensions: 0
 *     when all embeddings are the same, near {@code 1 / sqrt(dimension)} when they fill the sphere (Chen and He 2021,
 *     SimSiam, arXiv 2011.10566, section 4.1)
 * @param effectiveRank the exponential of the entropy of the centred embeddings' normalised singular values,
 *     1..dimension: the number of directions that the embeddings use (Roy and Vetterli 2007, "The effective rank";
 *     Garrido et al. 2023, RankMe, arXiv 2210.02885, which does not centre); 0 when all embeddings are the same
 * @param dimension the dimension of the embeddings
 */
public record EmbeddingHealth(double deviation, double effectiveRank, int dimension) {

    /**
     * Measures embeddings. The cost is that of the eigenvalues of a square matrix of n or d rows, whichever is smaller.
     *
     * @param embeddings {@code [n, d]}, float or double, finite; not changed
     * @throws IllegalArgumentException if they are not
     */
    public static EmbeddingHealth of(INDArray embeddings) {
        Embeddings.requireMatrix("embeddings", embeddings, 1);
        Embeddings.requireFinite("embeddings", embeddings, "the encoder has diverged or its input is damaged");
        double[][] rows = scaled(embeddings);
        double deviation = deviation(rows);
        return new EmbeddingHealth(deviation, effectiveRank(rows), rows[0].length);
    }

    /**
     * Returns the {@link #deviation} of embeddings that are not normalised to unit length: their raw spread.
     *
     * @param embeddings {@code [n, d]}, float or double, finite; not changed
     */
    static double spread(INDArray embeddings) {
        return deviationOfDimensions(rows(embeddings));
    }

    /** The approximate {@link #deviation} of embeddings that fill the sphere. */
    public double healthyDeviation() {
        return 1 / Math.sqrt(dimension);
    }

    /** Returns a copy scaled so that its largest entry is 1 or -1, so that no square overflows or vanishes. */
    private static double[][] scaled(INDArray embeddings) {
        double[][] rows = rows(embeddings);
        double largest = 0;
        for (double[] row : rows) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (double[] row : rows) {
            for (int j = 0; j < row.length && largest > 0; j++) {
                row[j] /= largest;
            }
        }
        return rows;
    }

    private static double[][] rows(INDArray embeddings) {
        MatrixRows matrix = MatrixRows.of(embeddings);
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            matrix.read(i, rows[i]);
        }
        return rows;
    }

    private static double deviation(double[][] rows) {
        double[][] unit = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double norm = Math.sqrt(squares(rows[i]));
            unit[i] = rows[i].clone();
            for (int j = 0; j < unit[i].length && norm > 0; j++) {
                unit[i][j] /= norm;
            }
        }
        return deviationOfDimensions(unit);
    }

    /** Centres the rows, in place, then measures them. */
    private static double deviationOfDimensions(double[][] rows) {
        centre(rows);
        double[] sums = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j] * row[j];
            }
        }
        double deviations = 0;
        for (double sum : sums) {
            deviations += Math.sqrt(sum / rows.length);
        }
        return deviations / sums.length;
    }

    /** Centres the rows, in place, then measures them. */
    private static double effectiveRank(double[][] rows) {
        double squares = 0;
        for (double[] row : rows) {
            squares += squares(row);
        }
        centre(rows);
        double[] eigenvalues = squaredSingularValues(rows);
        double largest = 0;
        for (double value : eigenvalues) {
            largest = Math.max(largest, value);
        }
        // Equal rows leave only the rounding error of their mean, which counts as zero.
        if (largest <= 1e-20 * squares) {
            return 0;
        }
        double sum = 0;
        double weighted = 0;
        for (double value : eigenvalues) {
            // Smaller eigenvalues are rounding errors of the largest.
            if (value > 1e-14 * largest) {
                double singular = Math.sqrt(value);
                sum += singular;
                weighted += singular * Math.log(singular);
            }
        }
        return Math.exp(Math.log(sum) - weighted / sum);
    }

    private static double[] squaredSingularValues(double[][] rows) {
        boolean wide = rows[0].length > rows.length;
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        // Both products have the squared singular values as their eigenvalues; the smaller one is used.
        try (INDArray matrix = Nd4j.createFromArray(rows);
                INDArray gram = MatrixProduct.multiply(matrix, !wide, matrix, wide);
                INDArray eigenvalues = Eigen.symmetricGeneralizedEigenvalues(gram, true)) {
            return eigenvalues.data().asDouble();
        } finally {
            outside.close();
        }
    }

    private static double squares(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value * value;
        }
        return sum;
    }

    /** Subtracts the mean row from every row. */
    private static void centre(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                row[j] -= mean[j];
            }
        }
    }
}
