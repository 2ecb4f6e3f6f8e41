package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.TrainedRuns.Run;
import java.util.List;

/** Iterates over the gradients of the trained segments, block by block. */
final class GradientBlocks {

    private GradientBlocks() {}

    /** Changes a block in place. */
    private interface Change {
        void apply(float[] g, int n);

        void apply(double[] g, int n);
    }

    /**
     * Returns the sum of squares, in double and in a fixed order, so that the result is always the same to the last
     * bit.
     */
    static double sumOfSquares(Parameters parameters) {
        return sumOfSquares(parameters, TrainedRuns.of(parameters));
    }

    private static double sumOfSquares(Parameters parameters, List<Run> runs) {
        double sum = 0;
        FlatArray gradients = FlatArray.of(parameters.gradients());
        float[] floats = gradients.isDouble() ? null : new float[FlatArray.BLOCK];
        double[] doubles = gradients.isDouble() ? new double[FlatArray.BLOCK] : null;
        for (Run run : runs) {
            for (int from = run.from(); from < run.to(); from += FlatArray.BLOCK) {
                int n = Math.min(FlatArray.BLOCK, run.to() - from);
                if (doubles != null) {
                    gradients.read(from, doubles, n);
                    sum += sumOfSquares(doubles, n);
                } else {
                    gradients.read(from, floats, n);
                    sum += sumOfSquares(floats, n);
                }
            }
        }
        return sum;
    }

    static void scale(Parameters parameters, double factor) {
        scale(parameters, TrainedRuns.of(parameters), factor);
    }

    /** Scales the gradient of each tensor whose L2 norm is above a limit, down to that limit. */
    static void limitNorms(Parameters parameters, double maxNorm) {
        for (Run tensor : TrainedRuns.apart(parameters)) {
            List<Run> only = List.of(tensor);
            double factor = maxNorm / (Math.sqrt(sumOfSquares(parameters, only)) + 1e-6);
            if (factor < 1) {
                scale(parameters, only, factor);
            }
        }
    }

    private static void scale(Parameters parameters, List<Run> runs, double factor) {
        change(parameters, runs, new Change() {
            @Override
            public void apply(float[] g, int n) {
                float f = (float) factor;
                for (int i = 0; i < n; i++) {
                    g[i] *= f;
                }
            }

            @Override
            public void apply(double[] g, int n) {
                for (int i = 0; i < n; i++) {
                    g[i] *= factor;
                }
            }
        });
    }

    static void limit(Parameters parameters, double limit) {
        change(parameters, TrainedRuns.of(parameters), new Change() {
            @Override
            public void apply(float[] g, int n) {
                float high = (float) limit;
                for (int i = 0; i < n; i++) {
                    g[i] = Math.max(-high, Math.min(high, g[i]));
                }
            }

            @Override
            public void apply(double[] g, int n) {
                for (int i = 0; i < n; i++) {
                    g[i] = Math.max(-limit, Math.min(limit, g[i]));
                }
            }
        });
    }

    private static void change(Parameters parameters, List<Run> runs, Change change) {
        FlatArray gradients = FlatArray.of(parameters.gradients());
        float[] floats = gradients.isDouble() ? null : new float[FlatArray.BLOCK];
        double[] doubles = gradients.isDouble() ? new double[FlatArray.BLOCK] : null;
        for (Run run : runs) {
            for (int from = run.from(); from < run.to(); from += FlatArray.BLOCK) {
                int n = Math.min(FlatArray.BLOCK, run.to() - from);
                if (doubles != null) {
                    gradients.read(from, doubles, n);
                    change.apply(doubles, n);
                    gradients.write(from, doubles, n);
                } else {
                    gradients.read(from, floats, n);
                    change.apply(floats, n);
                    gradients.write(from, floats, n);
                }
            }
        }
    }

    /** Sums in four independent accumulators, so that additions need not wait for each other. */
    static double sumOfSquares(float[] g, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += (double) g[i] * g[i];
            b += (double) g[i + 1] * g[i + 1];
            c += (double) g[i + 2] * g[i + 2];
            d += (double) g[i + 3] * g[i + 3];
        }
        for (; i < n; i++) {
            a += (double) g[i] * g[i];
        }
        return (a + b) + (c + d);
    }

    static double sumOfSquares(double[] g, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += g[i] * g[i];
            b += g[i + 1] * g[i + 1];
            c += g[i + 2] * g[i + 2];
            d += g[i + 3] * g[i + 3];
        }
        for (; i < n; i++) {
            a += g[i] * g[i];
        }
        return (a + b) + (c + d);
    }
}
