package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The running mean of the teacher's outputs, and the distributions after subtracting it. */
final class Center {

    private final INDArray mean;
    private final double momentum;

    /** Starts at zero. */
    Center(int width, DataType type, double momentum) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            this.mean = Nd4j.create(type, width);
        }
        this.momentum = momentum;
    }

    /** The mean, {@code [P]}: live. */
    INDArray mean() {
        return mean;
    }

    /** {@code softmax((outputs - mean) / temperature)}, row by row, a new array. */
    INDArray distributions(INDArray outputs, double temperature) {
        MatrixRows from = MatrixRows.of(outputs);
        MatrixRows to = MatrixRows.zeros(outputs.dataType(), from.rows(), from.columns());
        double[] center = mean.data().asDouble();
        double[] row = new double[from.columns()];
        for (int i = 0; i < from.rows(); i++) {
            from.read(i, row);
            for (int k = 0; k < row.length; k++) {
                row[k] = (row[k] - center[k]) / temperature;
            }
            double normalizer = RowMath.logSumExp(row);
            for (int k = 0; k < row.length; k++) {
                row[k] = Math.exp(row[k] - normalizer);
            }
            to.write(i, row);
        }
        return to.array();
    }

    /** {@code mean = m mean + (1 - m) mean of the rows}. */
    void update(INDArray outputs) {
        try (INDArray now = outputs.mean(0)) {
            mean.muli(momentum).addi(now.muli(1 - momentum));
        }
    }
}
