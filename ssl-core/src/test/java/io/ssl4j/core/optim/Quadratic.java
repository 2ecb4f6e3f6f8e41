package io.ssl4j.core.optim;

/** {@code (p - c)' A (p - c) / 2}, the function of {@code optim/torch_optimizers.py}. */
final class Quadratic {

    private static final double[][] A = {
        {2.0, 0.3, -0.2, 0.1, 0.0},
        {0.3, 1.5, 0.4, 0.0, -0.3},
        {-0.2, 0.4, 1.0, 0.2, 0.1},
        {0.1, 0.0, 0.2, 0.5, 0.05},
        {0.0, -0.3, 0.1, 0.05, 3.0},
    };
    private static final double[] CENTRE = {0.5, -1.0, 2.0, 0.25, -0.75};

    private Quadratic() {}

    static double[] start() {
        return new double[] {1.5, 1.0, -1.0, 3.0, -2.0};
    }

    static double[] gradient(double[] p) {
        double[] gradient = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                gradient[i] += A[i][j] * (p[j] - CENTRE[j]);
            }
        }
        return gradient;
    }

    static double value(double[] p) {
        double[] gradient = gradient(p);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += gradient[i] * (p[i] - CENTRE[i]) / 2;
        }
        return sum;
    }
}
