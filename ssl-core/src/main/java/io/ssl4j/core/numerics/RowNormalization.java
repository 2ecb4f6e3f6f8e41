package io.ssl4j.core.numerics;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalises rows to unit Euclidean length, with the backward pass: {@code u = z / |z|} and {@code dL/dz = (g - (g . u)
 * u) / |z|} for {@code g = dL/du}.
 *
 * <p>A row shorter than {@link #SMALLEST_NORM} has no direction: it becomes a zero row, and its gradient is zero.
 */
public final class RowNormalization implements AutoCloseable {

    /** The length below which a row counts as zero; the lower bound of {@code torch.nn.functional.normalize}. */
    public static final double SMALLEST_NORM = 1e-12;

    private final MatrixRows unit;
    private final double[] norms;

    private RowNormalization(MatrixRows unit, double[] norms) {
        this.unit = unit;
        this.norms = norms;
    }

    /**
     * Normalises a matrix; the input is not changed.
     *
     * @param z {@code [n, k]}, float or double
     */
    public static RowNormalization of(INDArray z) {
        MatrixRows input = MatrixRows.of(z);
        MatrixRows unit = MatrixRows.zeros(z.dataType(), input.rows(), input.columns());
        double[] norms = new double[input.rows()];
        double[] row = new double[input.columns()];
        for (int i = 0; i < norms.length; i++) {
            input.read(i, row);
            norms[i] = Math.sqrt(RowMath.dot(row, row));
            RowMath.scale(row, norms[i] < SMALLEST_NORM ? 0 : 1 / norms[i]);
            unit.write(i, row);
        }
        return new RowNormalization(unit, norms);
    }

    /** The unit rows, {@code [n, k]}: live, must not be modified, valid until {@link #close}. */
    public INDArray unit() {
        return unit.array();
    }

    /**
     * Computes the gradient with respect to the input.
     *
     * @param gradient dLoss/dUnit, {@code [n, k]}
     * @return dLoss/dz, {@code [n, k]}, a new detached array
     */
    public INDArray backward(INDArray gradient) {
        MatrixRows upstream = MatrixRows.of(gradient);
        MatrixRows result = MatrixRows.zeros(unit.array().dataType(), unit.rows(), unit.columns());
        double[] g = new double[unit.columns()];
        double[] u = new double[unit.columns()];
        for (int i = 0; i < norms.length; i++) {
            if (norms[i] < SMALLEST_NORM) {
                continue;
            }
            upstream.read(i, g);
            unit.read(i, u);
            double along = RowMath.dot(g, u);
            for (int j = 0; j < g.length; j++) {
                g[j] = (g[j] - along * u[j]) / norms[i];
            }
            result.write(i, g);
        }
        return result.array();
    }

    /** Releases the memory of the unit rows now, instead of when the garbage collector finds them. */
    @Override
    public void close() {
        unit.array().close();
    }
}
