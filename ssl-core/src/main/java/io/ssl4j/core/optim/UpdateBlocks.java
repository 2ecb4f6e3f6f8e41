package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.UpdateRule.BlockStep;
import java.util.Collection;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scratch memory for one block of parameters, gradients and moments, in the parameters' precision. */
abstract class UpdateBlocks {

    private final FlatArray values;
    private final FlatArray gradients;
    private final FlatArray[] moments;

    private UpdateBlocks(Parameters parameters, Collection<INDArray> moments) {
        this.values = FlatArray.of(parameters.values());
        this.gradients = FlatArray.of(parameters.gradients());
        this.moments = moments.stream().map(FlatArray::of).toArray(FlatArray[]::new);
    }

    static UpdateBlocks of(Parameters parameters, Collection<INDArray> moments) {
        return FlatArray.of(parameters.values()).isDouble()
                ? new Doubles(parameters, moments)
                : new Floats(parameters, moments);
    }

    /** Reads a block, updates it and writes parameters and moments back. */
    abstract void update(BlockStep step, int from, int n);

    /** Adds a block's sums of squares: of the parameters to the first, of the gradients to the second. */
    abstract void addSquares(int from, int n, double[] sums);

    private static final class Floats extends UpdateBlocks {
        private final float[] p = new float[FlatArray.BLOCK];
        private final float[] g = new float[FlatArray.BLOCK];
        private final float[][] m;

        Floats(Parameters parameters, Collection<INDArray> moments) {
            super(parameters, moments);
            m = new float[moments.size()][FlatArray.BLOCK];
        }

        @Override
        void update(BlockStep step, int from, int n) {
            super.values.read(from, p, n);
            super.gradients.read(from, g, n);
            for (int k = 0; k < m.length; k++) {
                super.moments[k].read(from, m[k], n);
            }
            step.run(p, g, m, n);
            super.values.write(from, p, n);
            for (int k = 0; k < m.length; k++) {
                super.moments[k].write(from, m[k], n);
            }
        }

        @Override
        void addSquares(int from, int n, double[] sums) {
            super.values.read(from, p, n);
            super.gradients.read(from, g, n);
            sums[0] += GradientBlocks.sumOfSquares(p, n);
            sums[1] += GradientBlocks.sumOfSquares(g, n);
        }
    }

    private static final class Doubles extends UpdateBlocks {
        private final double[] p = new double[FlatArray.BLOCK];
        private final double[] g = new double[FlatArray.BLOCK];
        private final double[][] m;

        Doubles(Parameters parameters, Collection<INDArray> moments) {
            super(parameters, moments);
            m = new double[moments.size()][FlatArray.BLOCK];
        }

        @Override
        void update(BlockStep step, int from, int n) {
            super.values.read(from, p, n);
            super.gradients.read(from, g, n);
            for (int k = 0; k < m.length; k++) {
                super.moments[k].read(from, m[k], n);
            }
            step.run(p, g, m, n);
            super.values.write(from, p, n);
            for (int k = 0; k < m.length; k++) {
                super.moments[k].write(from, m[k], n);
            }
        }

        @Override
        void addSquares(int from, int n, double[] sums) {
            super.values.read(from, p, n);
            super.gradients.read(from, g, n);
            sums[0] += GradientBlocks.sumOfSquares(p, n);
            sums[1] += GradientBlocks.sumOfSquares(g, n);
        }
    }
}
